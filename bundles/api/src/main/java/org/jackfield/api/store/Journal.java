package org.jackfield.api.store;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Erasure;
import org.osgi.annotation.versioning.ProviderType;

/** Ended calls, for good. Methods read the database on the caller's thread and fail with {@link StoreException}. */
@ProviderType
public interface Journal {
    /** An ended call by its id or any alias. */
    Optional<Call> call(String tenant, String idOrAlias);

    /** Ended calls, newest first. */
    List<Call> calls(CallQuery query);

    /** Writes notes and disposition of an ended call; empty ones keep what is there. False if there is no such call. */
    boolean annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition);

    /** Says which record an ended call belongs to; the last one said comes last. False if there is no such call. */
    boolean attachRecord(String tenant, String callId, RecordRef ref);

    /**
     * Forgets a person for good: ended calls stay, with their times and agents, but name nobody; what was owed to CRMs
     * of them and what was told of them is deleted.
     */
    Erased erase(Erasure erasure);

    /** How much was taken out. */
    record Erased(int calls, int activities, int events) {}
}
