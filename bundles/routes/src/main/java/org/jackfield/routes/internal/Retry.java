package org.jackfield.routes.internal;

import java.time.Duration;
import java.util.Optional;
import org.jackfield.api.crm.LogResult;

/** When a failed activity is tried again. Pure. */
final class Retry {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final double JITTER = 0.25;

    /** With an hour between them about a week: a CRM that is down over a long weekend gets every call. */
    static final int ATTEMPTS = 170;

    private Retry() {}

    /**
     * Doubles from seconds to an hour, give or take a quarter, so that what failed together does not come together.
     *
     * @param asked what the CRM asked for, which is the least
     * @param random from 0 to 1
     */
    static Duration delay(int attemptsBefore, Optional<Duration> asked, double random) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(attemptsBefore, 12));
        Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        Duration spread = Duration.ofMillis((long) (bounded.toMillis() * (1 - JITTER + 2 * JITTER * random)));
        return asked.filter(least -> least.compareTo(spread) > 0).orElse(spread);
    }

    /** What becomes of a row that failed too often. */
    static LogResult bounded(LogResult result, int attemptsBefore) {
        return result instanceof LogResult.Later later && attemptsBefore + 1 >= ATTEMPTS
                ? new LogResult.Refused("Given up after " + ATTEMPTS + " tries: " + later.reason())
                : result;
    }
}
