package org.jackfield.api.store;

import java.time.Instant;
import java.util.List;
import org.jackfield.api.crm.Activity;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Activities still owed to CRMs. A row is written in the same transaction as its ended call and leaves only when the
 * CRM has it. Methods use the database on the caller's thread and fail with {@link StoreException}.
 */
@ProviderType
public interface Outbox {
    /** Rows that are due now, oldest first. */
    List<Row> due(Instant now, int limit);

    /** The CRM has it. */
    void done(Row row, String crmId);

    /** It did not work; try again later. */
    void failed(Row row, String reason, Instant retryAt);

    /** It will never work without a person. */
    void dead(Row row, String reason);

    /** All rows of a tenant, newest first, for the shell and the page. */
    List<Row> rows(String tenant, int limit);

    /**
     * An activity owed to one connector.
     *
     * @param state pending, done or dead
     * @param reason of the last failure, else empty
     */
    record Row(long id, Activity activity, String state, int attempts, String reason, Instant dueAt) {}
}
