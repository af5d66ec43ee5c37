package org.jackfield.rest.internal;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;
import org.jackfield.api.store.EventArchive;
import org.jackfield.api.store.EventArchive.Stretch;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What followed a place in the log: out of the log's memory as far as it reaches back, else out of the store. */
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final Services services;

    History(Services services) {
        this.services = services;
    }

    /**
     * A part of what followed.
     *
     * @param until up to here nothing is left out
     * @param more whether something follows already; else {@code until} is where things stand
     */
    record Page(List<Event> events, Position until, boolean more) {}

    /**
     * Reads on. May read the database; not for a thread that events wait for.
     *
     * @param most events in the page at most; of a page out of the store some may be another tenant's and left out
     * @return empty if what followed is not kept
     */
    Optional<Page> after(EventLog log, String tenant, Position position, int most) {
        Optional<List<Event>> recent = log.after(position);
        return recent.isPresent()
                ? Optional.of(page(recent.get(), position, most))
                : archive().flatMap(archive -> stored(archive, log, tenant, position, most));
    }

    private static Page page(List<Event> recent, Position position, int most) {
        List<Event> events = recent.subList(0, Math.min(most, recent.size()));
        Position until =
                events.isEmpty() ? position : events.get(events.size() - 1).position();
        return new Page(events, until, events.size() < recent.size());
    }

    private Optional<Page> stored(EventArchive archive, EventLog log, String tenant, Position position, int most) {
        Optional<Stretch> stretch = archive.after(tenant, position, most);
        if (stretch.isEmpty() || !stretch.get().until().equals(position)) {
            return stretch.map(s -> new Page(s.events(), s.until(), true));
        }
        String current = log.position().log();
        // of a run that has only begun nothing may be stored yet
        return position.log().equals(current)
                ? Optional.empty()
                : log.after(new Position(current, 0)).map(recent -> page(recent, new Position(current, 0), most));
    }

    /** The place before the oldest event that can be read. */
    Position oldest(EventLog log) {
        return archive()
                .flatMap(EventArchive::oldest)
                .orElseGet(() -> new Position(log.position().log(), 0));
    }

    private Optional<EventArchive> archive() {
        return Optional.ofNullable(services.archive);
    }

    /** As {@link #after}; a store that fails has nothing. */
    Optional<Page> ifKept(EventLog log, String tenant, Position position, int most) {
        try {
            return after(log, tenant, position, most);
        } catch (StoreException e) {
            LOG.debug("No history: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
