package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for one more event that tells what it means, and is taken as it stands when that event does not come. Time
 * comes from the events.
 */
final class Later {
    private record Due(Instant by, Runnable what) {}

    private final Map<Object, Due> waiting = new LinkedHashMap<>();

    /** @param about what it is about; one thing waits about it at a time */
    void put(Object about, Instant by, Runnable what) {
        waiting.put(about, new Due(by, what));
    }

    void put(Object about, Instant at, Duration patience, Runnable what) {
        put(about, at.plus(patience), what);
    }

    boolean waits(Object about) {
        return !waiting.isEmpty() && waiting.containsKey(about);
    }

    /** It turned out to be something else. */
    boolean cancel(Object about) {
        return !waiting.isEmpty() && waiting.remove(about) != null;
    }

    /** The event has come, or what follows needs to know now. */
    void settle(Object about) {
        Due due = waiting.isEmpty() ? null : waiting.remove(about);
        if (due != null) {
            due.what().run();
        }
    }

    /** So late is it now. */
    void pass(Instant now) {
        if (waiting.isEmpty()) {
            return;
        }
        for (Map.Entry<Object, Due> entry : List.copyOf(waiting.entrySet())) {
            if (!now.isBefore(entry.getValue().by())) {
                settle(entry.getKey());
            }
        }
    }

    /** Nothing more comes. */
    void settleAll() {
        List.copyOf(waiting.keySet()).forEach(this::settle);
    }

    void forget() {
        waiting.clear();
    }
}
