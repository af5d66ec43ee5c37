package org.jackfield.device.mqtt.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.agent.Shifts;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clocks people in and out where they logged in at a device. What cannot be written while the database is away is
 * written later, with the time at which it happened. One thread at a time.
 */
final class ShiftClock {
    private static final Logger LOG = LoggerFactory.getLogger(ShiftClock.class);
    private static final int MOST_WAITING = 10_000;

    private final String tenant;
    private final Supplier<Optional<Shifts>> shifts;
    private final Deque<Stamp> waiting = new ArrayDeque<>();

    private record Stamp(String agent, boolean in, Instant at, String device) {}

    ShiftClock(String tenant, Supplier<Optional<Shifts>> shifts) {
        this.tenant = tenant;
        this.shifts = shifts;
    }

    void stamp(String agent, boolean in, Instant at, String device) {
        if (waiting.size() >= MOST_WAITING) {
            LOG.error(
                    "A shift of {} is lost: too many wait for the database",
                    waiting.poll().agent());
        }
        waiting.add(new Stamp(agent, in, at, device));
        writeWhatWaits();
    }

    /** Tries again what could not be written. */
    void writeWhatWaits() {
        Optional<Shifts> clock = waiting.isEmpty() ? Optional.empty() : shifts.get();
        if (clock.isEmpty()) {
            return;
        }
        try {
            for (Stamp next = waiting.peek(); next != null; next = waiting.peek()) {
                if (next.in()) {
                    clock.get().clockIn(tenant, next.agent(), next.at(), next.device());
                } else {
                    clock.get().clockOut(tenant, next.agent(), next.at(), next.device());
                }
                waiting.poll();
            }
        } catch (StoreException e) {
            LOG.debug("Shifts wait for the database: {}", e.getMessage());
        }
    }

    /** Who clocked in at that device and is still at work. */
    Optional<String> atWorkAt(String device) {
        try {
            return shifts.get().flatMap(s -> s.lastingAt(tenant, device)).map(Shift::agent);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
