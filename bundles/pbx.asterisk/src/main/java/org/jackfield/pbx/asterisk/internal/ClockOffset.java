package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a PBX's clock is ahead of ours, measured by pongs: the PBX's time lies somewhere between sending the ping and
 * getting the answer. Changes only when a measurement excludes what was believed, and then so slowly that durations do
 * not tremble, unless a clock was set. Thread-safe.
 */
final class ClockOffset {
    /** Of time that goes by, the part by which a wrong belief may be put right. */
    private static final int SLOWLY = 200;
    /** More than the slowest pong can be wrong by. */
    private static final Duration SET = Duration.ofSeconds(2);

    private Duration ahead = Duration.ZERO;
    private Duration measured = Duration.ZERO;
    private boolean known;
    private Instant last = Instant.MAX;

    /** Takes a measurement; a PBX that told no time (the epoch) measures nothing. */
    synchronized void pong(Instant sent, Instant pbx, Instant received) {
        if (pbx.equals(Instant.EPOCH) || received.isBefore(sent)) {
            return;
        }
        Duration most = Duration.between(sent, pbx);
        Duration least = Duration.between(received, pbx);
        if (measured.compareTo(least) < 0 || measured.compareTo(most) > 0) {
            measured = least.plus(most.minus(least).dividedBy(2));
        }
        if (!known || measured.minus(ahead).abs().compareTo(SET) > 0) {
            ahead = measured;
        }
        known = true;
    }

    /** Another connection: the PBX may be another one, or another run, and its clock is taken as it is told next. */
    synchronized void begin() {
        known = false;
    }

    /** Our time of what happened at that time of the PBX. */
    synchronized Instant correct(Instant pbx) {
        if (!ahead.equals(measured)) {
            Duration most = last.isBefore(pbx) ? Duration.between(last, pbx).dividedBy(SLOWLY) : Duration.ZERO;
            Duration wrong = measured.minus(ahead);
            ahead = wrong.abs().compareTo(most) <= 0
                    ? measured
                    : ahead.plus(wrong.isNegative() ? most.negated() : most);
        }
        last = pbx;
        return pbx.minus(ahead);
    }

    synchronized long aheadMs() {
        return ahead.toMillis();
    }
}
