package org.jackfield.api.report;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long callers waited, counted per second, so that the time a service level is about can be chosen when a report is
 * read. A wait belongs to the second it ended in: one of 20.000 s to 20, one of 20.001 s to 21. Immutable.
 */
public final class Waits {
    /** Longer waits are counted together. */
    public static final int LONGEST_SECONDS = 3600;

    /** Nobody waited. */
    public static final Waits NONE = new Waits(new int[0], 0);

    private final int[] perSecond;
    private final long totalMs;

    private Waits(int[] perSecond, long totalMs) {
        this.perSecond = perSecond;
        this.totalMs = totalMs;
    }

    /** These and one more. A negative wait, which only a PBX's clock can tell, is none. */
    public Waits plus(Duration wait) {
        long ms = Math.max(0, wait.toMillis());
        int second = (int) Math.min(LONGEST_SECONDS + 1L, (ms + 999) / 1000);
        int[] counts = Arrays.copyOf(perSecond, Math.max(perSecond.length, second + 1));
        counts[second]++;
        return new Waits(counts, totalMs + ms);
    }

    /** Both together. */
    public Waits plus(Waits others) {
        int[] counts = Arrays.copyOf(perSecond, Math.max(perSecond.length, others.perSecond.length));
        for (int second = 0; second < others.perSecond.length; second++) {
            counts[second] += others.perSecond[second];
        }
        return new Waits(counts, totalMs + others.totalMs);
    }

    /** How many waited. */
    public int count() {
        return Arrays.stream(perSecond).sum();
    }

    /**
     * How many waited at most so long.
     *
     * @param seconds 0 to {@link #LONGEST_SECONDS}
     */
    public int within(int seconds) {
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException(
                    "A wait is counted from 0 to " + LONGEST_SECONDS + " s, and not at " + seconds + " s");
        }
        return Arrays.stream(perSecond, 0, Math.min(perSecond.length, seconds + 1))
                .sum();
    }

    /** Milliseconds that all of them waited together. */
    public long totalMs() {
        return totalMs;
    }

    /** Mean wait in milliseconds; 0 if nobody waited. */
    public long meanMs() {
        int count = count();
        return count == 0 ? 0 : Math.round(totalMs / (double) count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Waits waits && totalMs == waits.totalMs && Arrays.equals(perSecond, waits.perSecond);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(totalMs) + Arrays.hashCode(perSecond);
    }

    @Override
    public String toString() {
        return count() + " waits of " + meanMs() + " ms on average";
    }
}
