package org.jackfield.device.push.internal;

/** So many a second on average, and twice as many at once. Thread-safe; time comes in. */
final class Bucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private double tokens;
    private long last;

    Bucket(double perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.tokens = 2 * perSecond;
        this.last = nowNanos;
    }

    synchronized boolean take(long nowNanos) {
        tokens = Math.min(2 * perSecond, tokens + (nowNanos - last) / NANOS * perSecond);
        last = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
