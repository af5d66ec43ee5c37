package org.jackfield.api.crm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to one CRM: what a CRM vendor implements and registers as an OSGi service, one per configuration instance. The
 * constructor does no I/O. All methods may be called from any thread and return at once; slow work completes the stage.
 */
@ConsumerType
public interface CrmConnector {
    /** The instance as {@code type~instance}, for example {@code salesforce~emea}; unique in the installation. */
    String name();

    /** The client company whose records these are. */
    String tenant();

    /**
     * Records that fit a number, best first. Each must have been verified to fit: a CRM's fuzzy search is only a source
     * of candidates. The stage fails with an exception whose message is one sentence for a person.
     *
     * @param number always of kind PUBLIC
     */
    CompletionStage<List<Match>> lookup(PhoneNumber number);

    /** The contacts for an index, if the CRM can tell all of them and what changes; asked for once. */
    default Optional<ContactFeed> feed() {
        return Optional.empty();
    }

    /** Whether {@link #log} does anything. */
    default boolean logs() {
        return false;
    }

    /** How many activities {@link #log} takes at once, 1 or more: as many as the CRM takes in one request. */
    default int logBatch() {
        return 1;
    }

    /** How sure it is that an activity is written once; may depend on what the CRM was found to offer. */
    default Delivery delivery() {
        return Delivery.BEST_EFFORT;
    }

    /**
     * Writes or updates activities by their keys. The next list is given when this one is over, so that one write of a
     * key is under way at a time. A failed stage means {@link LogResult.Later} for all of them; its message is one
     * sentence for a person.
     *
     * @param activities 1 to {@link #logBatch}, oldest first, no key twice
     * @return what became of each, in the same order
     * @throws UnsupportedOperationException (through the stage) if {@link #logs} is false
     */
    default CompletionStage<List<LogResult>> log(List<Activity> activities) {
        return CompletableFuture.failedStage(new UnsupportedOperationException(name() + " does not log calls"));
    }

    /** What a person may ask {@link #create} for. */
    default Set<NewRecord.Kind> creates() {
        return Set.of();
    }

    /**
     * Makes a record, because a person asked for it. If the CRM holds it to be a duplicate, the stage gives the record
     * that is there, and its reason says so.
     *
     * @throws UnsupportedOperationException (through the stage) if {@link #creates} has no such kind
     */
    default CompletionStage<Match> create(NewRecord wanted) {
        return CompletableFuture.failedStage(new UnsupportedOperationException(
                name() + " makes no " + wanted.kind().word()));
    }

    /**
     * Opens a record on an agent's screen inside the CRM, where a CRM offers that to servers.
     *
     * @param record one of this connector's
     * @return whether it did; the stage fails with one sentence if the CRM did not take it
     */
    default CompletionStage<Boolean> show(RecordRef record, Owner agent) {
        return CompletableFuture.completedStage(false);
    }

    /**
     * Forgets a person in what the connector keeps here: copies, indexes, caches. What is in the CRM stays; the CRM is
     * its owner's to clean.
     *
     * @return how many entries are gone
     */
    default CompletionStage<Integer> erase(Erasure erasure) {
        return CompletableFuture.completedStage(0);
    }

    /** How the connection to the CRM stands. */
    Status status();
}
