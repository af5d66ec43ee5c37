package org.jackfield.testkit.replay;

import java.time.Duration;

/**
 * How fast a recording is played.
 *
 * @param times 1 for real time, 8 for eight times faster; infinite for as fast as the clients read
 */
public record Speed(double times) {
    public static final Speed REAL = new Speed(1);
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(times > 0)) {
            throw new IllegalArgumentException("Speed is " + times + "; it must be more than 0, real or max");
        }
    }

    /** Reads {@code real}, {@code max} or a number. */
    public static Speed parse(String text) {
        return switch (text) {
            case "real" -> REAL;
            case "max" -> MAX;
            default -> number(text);
        };
    }

    private static Speed number(String text) {
        try {
            return new Speed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Speed is '" + text + "'; it must be real, max or a number such as 8");
        }
    }

    /** How long after the start something is due that came so long after the recording's first message. */
    long nanos(Duration recorded) {
        return (long) (recorded.toNanos() / times);
    }
}
