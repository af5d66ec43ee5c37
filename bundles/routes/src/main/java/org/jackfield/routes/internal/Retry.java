package org.jackfield.routes.internal;

import java.time.Duration;

/** When a failed activity is tried again. Pure. */
final class Retry {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** With an hour between them about a week: a CRM that is down over a long weekend gets every call. */
    static final int ATTEMPTS = 170;

    private Retry() {}

    /** Doubles from a minute to an hour. */
    static Duration delay(int attemptsBefore) {
        Duration delay = FIRST.multipliedBy(1L << Math.min(attemptsBefore, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    static boolean isHopeless(Throwable failure, int attemptsBefore) {
        return failure instanceof UnsupportedOperationException || attemptsBefore + 1 >= ATTEMPTS;
    }
}
