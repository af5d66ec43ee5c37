package org.jackfield.device.mqtt.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What devices sent, counted for operators; and who sends too much. Counters may be read by any thread. */
final class Tally {
    /** More than a person's keys and a start's facts need. */
    private static final long PER_SECOND = 50;

    private static final long AT_ONCE = 200;

    final AtomicLong messages = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();
    final AtomicLong duplicates = new AtomicLong();
    final AtomicLong rebirths = new AtomicLong();
    private final AtomicLong flooded = new AtomicLong();
    private final Map<String, Bucket> buckets = new HashMap<>();

    private static final class Bucket {
        private long left = AT_ONCE * 1000;
        private long at;
    }

    /** Whether a device sends more than it may now; what it says then is not heard. One thread at a time. */
    boolean floods(String device, long now) {
        Bucket bucket = buckets.computeIfAbsent(device, d -> {
            Bucket full = new Bucket();
            full.at = now;
            return full;
        });
        bucket.left = Math.min(AT_ONCE * 1000, bucket.left + (now - bucket.at) * PER_SECOND);
        bucket.at = now;
        if (bucket.left < 1000) {
            flooded.incrementAndGet();
            return true;
        }
        bucket.left -= 1000;
        return false;
    }

    void forget(String device) {
        buckets.remove(device);
    }

    Map<String, Long> counters() {
        return new HashMap<>(Map.of(
                "messages", messages.get(),
                "rejected", rejected.get(),
                "duplicates", duplicates.get(),
                "rebirths", rebirths.get(),
                "flooded", flooded.get()));
    }
}
