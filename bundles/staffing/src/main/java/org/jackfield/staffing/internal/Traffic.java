package org.jackfield.staffing.internal;

/**
 * Calls that come at random, and how long one keeps an agent.
 *
 * @param callsPerSecond mean arrival rate of a Poisson stream
 * @param handlingSeconds mean time of talk, hold and work after the call (AHT)
 */
record Traffic(double callsPerSecond, double handlingSeconds) {
    private static final double SECONDS_PER_HOUR = 3600;

    Traffic {
        if (!(callsPerSecond >= 0) || !(handlingSeconds > 0) || Double.isInfinite(callsPerSecond * handlingSeconds)) {
            throw new IllegalArgumentException(
                    "Calls per second must be 0 or more and the handling time above 0 s, not " + callsPerSecond
                            + " and " + handlingSeconds);
        }
    }

    static Traffic hourly(double calls, double handlingSeconds) {
        return new Traffic(calls / SECONDS_PER_HOUR, handlingSeconds);
    }

    /** The offered load: how many agents would be busy on average if every call were answered at once. */
    double erlangs() {
        return callsPerSecond * handlingSeconds;
    }

    /** One agent's calls per second. */
    double serviceRate() {
        return 1 / handlingSeconds;
    }
}
