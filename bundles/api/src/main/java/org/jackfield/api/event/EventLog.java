package org.jackfield.api.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one ordered record of what happened on this node. Kept in memory for a bounded number of events; the store keeps
 * ended calls for good.
 */
@ProviderType
public interface EventLog {
    /**
     * Appends a fact and hands it to every subscription. Never blocks, any thread; facts of one thread keep their
     * order.
     */
    Event append(String tenant, Fact fact);

    /** Where the log stands now. */
    Position position();

    /**
     * Everything after a position, in order.
     *
     * @return empty when the log is another one or no longer reaches back that far: take a snapshot then
     */
    Optional<List<Event>> after(Position position);

    /**
     * Reads on from now. Each subscription has one bounded mailbox and one thread of its own, named after it, so that a
     * slow reader delays nobody.
     *
     * @param name who reads, for the thread's name and for counters
     * @param capacity how many events may wait
     * @param keep events that must not be dropped: they are kept even beyond the capacity. When the mailbox is full,
     *     the oldest of the others is dropped and counted
     */
    Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader);

    /** Reads events; an exception is logged once per kind and the next event comes all the same. */
    interface Reader {
        /** One event, in order, always on the subscription's thread. */
        void on(Event event);

        /** Events were dropped since the last one, because this reader was too slow. */
        default void missed(long count) {}
    }

    /** A running subscription. */
    interface Subscription extends AutoCloseable {
        /** Events waiting now. */
        int waiting();

        /** Events dropped since the start. */
        long dropped();

        /** Stops; returns once the reader is no longer running. Idempotent. */
        @Override
        void close();
    }
}
