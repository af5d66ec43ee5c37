package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a PBX's clock is ahead of ours, measured by pongs: the PBX's time lies somewhere between sending the ping and
 * getting the answer. Changes only when a measurement excludes what was believed, so that durations do not tremble.
 * Thread-safe.
 */
final class ClockOffset {
    private volatile Duration ahead = Duration.ZERO;

    /** Takes a measurement; a PBX that told no time (the epoch) measures nothing. */
    void pong(Instant sent, Instant pbx, Instant received) {
        if (pbx.equals(Instant.EPOCH) || received.isBefore(sent)) {
            return;
        }
        Duration most = Duration.between(sent, pbx);
        Duration least = Duration.between(received, pbx);
        if (ahead.compareTo(least) < 0 || ahead.compareTo(most) > 0) {
            ahead = least.plus(most.minus(least).dividedBy(2));
        }
    }

    Instant correct(Instant pbx) {
        return pbx.minus(ahead);
    }

    long aheadMs() {
        return ahead.toMillis();
    }
}
