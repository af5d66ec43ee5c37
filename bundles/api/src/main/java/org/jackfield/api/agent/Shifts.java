package org.jackfield.api.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who was at work when. Methods use the database on the caller's thread and fail with {@code StoreException}. */
@ProviderType
public interface Shifts {
    /**
     * Begins a shift; whoever is at work already stays in the shift that lasts.
     *
     * @param where a device's id, or {@code page}
     */
    Shift clockIn(String tenant, String agent, Instant at, String where);

    /** Ends the shift that lasts; empty if there is none. */
    Optional<Shift> clockOut(String tenant, String agent, Instant at, String where);

    /** The shift that lasts and was clocked in there. */
    Optional<Shift> lastingAt(String tenant, String where);

    /**
     * Shifts that touch a time, newest first.
     *
     * @param agent whose; empty for everybody's
     */
    List<Shift> shifts(String tenant, Optional<String> agent, Instant from, Instant to, int limit);
}
