package org.jackfield.api.staffing;

import java.time.Duration;
import java.util.Optional;

/**
 * Calls that come at random, and what they ask of agents.
 *
 * @param callsPerHour mean rate, 0 or more
 * @param handling mean of talk, hold and work after the call (AHT), above zero
 * @param patience mean time after which a caller who waits hangs up; empty: nobody ever does, which overstates the need
 */
public record Demand(double callsPerHour, Duration handling, Optional<Duration> patience) {
    private static final double MOST_CALLS = 1_000_000;

    public Demand {
        if (!(callsPerHour >= 0 && callsPerHour <= MOST_CALLS)) {
            throw new IllegalArgumentException(
                    "The calls per hour must be 0 to " + (long) MOST_CALLS + ", not " + callsPerHour);
        }
        positive("handling time", handling);
        patience.ifPresent(mean -> positive("patience", mean));
    }

    private static void positive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative() || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("The " + what + " must be above 0 and at most a day, not " + duration);
        }
    }
}
