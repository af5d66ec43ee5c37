package org.jackfield.store.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Locks a name for a while after too many wrong passwords in a row. Remembers a bounded number of names, also of
 * accounts that do not exist. Thread-safe.
 */
final class LockOut {
    private static final int WRONG_IN_A_ROW = 10;
    private static final long LOCKED_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int NAMES = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NAMES;
        }
    };

    private record Count(int wrong, long last) {}

    LockOut(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean locked(String name) {
        Count count = counts.get(name);
        if (count == null || count.wrong() < WRONG_IN_A_ROW) {
            return false;
        }
        if (nanoTime.getAsLong() - count.last() < LOCKED_NS) {
            return true;
        }
        counts.remove(name);
        return false;
    }

    synchronized void wrong(String name) {
        Count count = counts.getOrDefault(name, new Count(0, 0));
        counts.put(name, new Count(count.wrong() + 1, nanoTime.getAsLong()));
    }

    synchronized void right(String name) {
        counts.remove(name);
    }
}
