package org.jackfield.device.mqtt.internal;

import java.util.HashMap;
import java.util.Map;

/** Locks who guesses: five wrong tries lock for five minutes. Times are milliseconds of a monotonic clock. */
final class Guesses {
    static final int TRIES = 5;
    static final long LOCKED_MS = 300_000;
    private static final int MOST = 10_000;

    private final Map<String, Count> counts = new HashMap<>();

    private record Count(int wrong, long last) {}

    boolean locked(String who, long now) {
        Count count = counts.get(who);
        return count != null && count.wrong() >= TRIES && now - count.last() < LOCKED_MS;
    }

    void wrong(String who, long now) {
        counts.values().removeIf(count -> now - count.last() >= LOCKED_MS);
        if (counts.size() < MOST || counts.containsKey(who)) {
            counts.merge(who, new Count(1, now), (before, one) -> new Count(before.wrong() + 1, now));
        }
    }

    void right(String who) {
        counts.remove(who);
    }
}
