package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
    private static final Instant T = Instant.parse("2026-03-02T09:00:00Z");

    private final ClockOffset offset = new ClockOffset();

    @Test
    void aPbxThatIsAnHourAheadTellsOurTime() {
        offset.pong(T, T.plusSeconds(3600).plusMillis(5), T.plusMillis(10));
        assertEquals(T, offset.correct(T.plusSeconds(3600)));
    }

    @Test
    void slowAnswersDoNotMakeTimesTremble() {
        offset.pong(T, T.plusMillis(3), T.plusMillis(5));
        offset.pong(T, T.plusMillis(1), T.plusMillis(200));
        assertEquals(0, offset.aheadMs());
    }

    @Test
    void aClockThatJumpsIsFollowed() {
        offset.pong(T, T, T.plusMillis(2));
        offset.pong(T, T.minusSeconds(3600), T.plusMillis(2));
        assertEquals(-3600_000, offset.aheadMs(), 2);
    }

    /** The first pong of a busy machine is slow, and a quicker one comes in the middle of a talk. */
    @Test
    void aTalkIsAsLongAsItWasThoughABetterMeasurementComesInTheMiddle() {
        offset.pong(T, T.plusSeconds(60), T.plusMillis(900));
        Instant began = offset.correct(T.plusSeconds(61));
        offset.pong(T.plusSeconds(2), T.plusSeconds(62), T.plusSeconds(2).plusMillis(1));
        Instant ended = offset.correct(T.plusSeconds(64));
        assertEquals(3_000, Duration.between(began, ended).toMillis(), 20);
        for (int second = 0; second < 120; second++) {
            offset.correct(T.plusSeconds(64 + second));
        }
        assertEquals(60_000, offset.aheadMs(), 2);
    }

    @Test
    void aPongWithoutATimeMeasuresNothing() {
        offset.pong(T, Instant.EPOCH, T);
        assertEquals(0, offset.aheadMs());
    }
}
