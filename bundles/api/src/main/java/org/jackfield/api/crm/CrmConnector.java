package org.jackfield.api.crm;

import java.util.List;
import java.util.concurrent.CompletionStage;
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

    /** Whether {@link #log} does anything. */
    default boolean logs() {
        return false;
    }

    /**
     * Writes or updates the activity of a finished call.
     *
     * @return the CRM's id of the activity
     * @throws UnsupportedOperationException (through the stage) if {@link #logs} is false
     */
    default CompletionStage<String> log(Activity activity) {
        return java.util.concurrent.CompletableFuture.failedStage(
                new UnsupportedOperationException(name() + " does not log calls"));
    }

    /** How the connection to the CRM stands. */
    Status status();
}
