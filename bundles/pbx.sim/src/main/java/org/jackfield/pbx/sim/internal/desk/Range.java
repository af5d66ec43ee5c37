package org.jackfield.pbx.sim.internal.desk;

import java.util.SplittableRandom;

/** Milliseconds from and to, both included. */
public record Range(long fromMs, long toMs) {

    public Range {
        if (fromMs < 0 || toMs < fromMs) {
            throw new IllegalArgumentException(fromMs + "-" + toMs + " is not a range of milliseconds");
        }
    }

    /** From {@code 1500-6000} or {@code 1500}. */
    public static Range parse(String text) {
        String[] ends = text.trim().split("-", 2);
        try {
            long from = Long.parseLong(ends[0].trim());
            return new Range(from, ends.length == 1 ? from : Long.parseLong(ends[1].trim()));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("\"" + text + "\" is not a range of milliseconds such as 1500-6000");
        }
    }

    long pick(SplittableRandom random, double speed) {
        return Math.round((fromMs + random.nextLong(toMs - fromMs + 1)) / speed);
    }
}
