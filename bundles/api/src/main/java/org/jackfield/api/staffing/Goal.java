package org.jackfield.api.staffing;

import java.time.Duration;

/**
 * What callers are promised, for example 80 % within 20 s.
 *
 * @param serviceLevel share of all calls to be answered in time, above 0 and below 1
 * @param within the time, zero or more
 * @param mostAbandoned largest share of calls that may be abandoned, above 0; 1 for any
 */
public record Goal(double serviceLevel, Duration within, double mostAbandoned) {
    public Goal {
        if (!(serviceLevel > 0 && serviceLevel < 1)) {
            throw new IllegalArgumentException("The service level must be between 0 and 1, not " + serviceLevel);
        }
        if (within.isNegative()) {
            throw new IllegalArgumentException("The time to answer in must not be negative, and is " + within);
        }
        if (!(mostAbandoned > 0 && mostAbandoned <= 1)) {
            throw new IllegalArgumentException(
                    "The share that may be abandoned must be above 0 and at most 1, not " + mostAbandoned);
        }
    }
}
