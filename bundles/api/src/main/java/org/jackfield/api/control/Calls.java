package org.jackfield.api.control;

import java.util.Collection;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The calls that are up now, and those that ended a moment ago. Ended calls are in the {@code Journal}. Thread-safe.
 */
@ProviderType
public interface Calls {
    /** All live calls of a tenant, newest first. */
    Collection<Call> active(String tenant);

    /** A live or just ended call by its id or any alias. */
    Optional<Call> find(String tenant, String idOrAlias);

    /** Says which record belongs to a call; appends callInformation. Does nothing when the call is gone. */
    void attachRecord(String tenant, String callId, RecordRef ref);

    /** Demands that live calls carry these notes; empty keeps what is there. Does nothing when the call is gone. */
    void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition);
}
