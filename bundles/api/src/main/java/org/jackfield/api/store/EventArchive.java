package org.jackfield.api.store;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Position;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was told, kept past the memory of the event log and past a restart, for a configured time. Written a moment
 * after it happened. Methods read the database on the caller's thread and fail with {@link StoreException}.
 */
@ProviderType
public interface EventArchive {
    /**
     * Consecutive events.
     *
     * @param events those of the tenant, in order
     * @param until up to here nothing is left out; the next stretch begins behind it. It is in a later log where the
     *     position's own log had no more to tell
     */
    record Stretch(List<Event> events, Position until) {
        public Stretch {
            events = List.copyOf(events);
        }
    }

    /**
     * What followed a position: the rest of its log, and then the logs of later runs.
     *
     * @param most how many events are read at most, those of other tenants among them
     * @return {@code until} equal to the position if nothing followed so far; empty if what followed is not kept
     */
    Optional<Stretch> after(String tenant, Position position, int most);

    /** The place right before the oldest event that is kept; empty if there is none. */
    Optional<Position> oldest();
}
