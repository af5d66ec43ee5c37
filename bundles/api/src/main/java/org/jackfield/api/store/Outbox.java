package org.jackfield.api.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.LogResult;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Activities owed to CRMs, one row for each activity and connector. A row is written in the same transaction as its
 * ended call and is done only when the CRM has it. Methods use the database on the caller's thread and fail with
 * {@link StoreException}.
 */
@ProviderType
public interface Outbox {
    /** What is due now, a line for each connector that is owed something. */
    List<Due> due(Instant now);

    /** Rows of a connector that are due now, oldest first, with their calls as they stand. */
    List<Row> due(String connector, Instant now, int limit);

    /** Writes down what became of rows, all in one transaction. */
    void settle(List<Settled> settled);

    /** Rows of a tenant, newest first. */
    List<Row> rows(Query query);

    /** How many rows wait and how many are dead, by connector, for every connector that is owed anything. */
    Map<String, Counts> counts(String tenant);

    /** Gives dead rows to their connectors again; gives how many. */
    int replay(Replay which);

    /** How a row stands. */
    enum State implements Word {
        PENDING,
        /** The CRM has it. */
        DONE,
        /** The CRM will not take it without a person. */
        DEAD
    }

    /**
     * An activity owed to one connector.
     *
     * @param attempts how often it failed in a row
     * @param reason of the last failure, else empty
     * @param crmId the CRM's id of the activity, once it has been written
     */
    record Row(
            long id,
            String connector,
            Activity activity,
            State state,
            int attempts,
            String reason,
            Instant dueAt,
            Optional<String> crmId) {
        /** The same with the record the call belongs to. */
        public Row withRecord(RecordRef record) {
            return new Row(id, connector, activity.withRecord(record), state, attempts, reason, dueAt, crmId);
        }
    }

    /** @param rows how many are due */
    record Due(String connector, String tenant, int rows) {}

    /** @param retryAt when it is given again, if the result is {@link LogResult.Later} */
    record Settled(Row row, LogResult result, Instant retryAt) {}

    /**
     * Which rows to list.
     *
     * @param before only rows with a lower id: the cursor of a further page
     * @param limit 1 to 500
     */
    record Query(String tenant, Optional<State> state, Optional<String> connector, Optional<Long> before, int limit) {}

    /** Which dead rows to give again: one, or all of a tenant, or of one connector. */
    record Replay(String tenant, Optional<Long> id, Optional<String> connector) {}

    /** @param oldestDueAt of the rows that wait */
    record Counts(long pending, long dead, Optional<Instant> oldestDueAt) {}
}
