package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    @Test
    void aPongWithoutATimeMeasuresNothing() {
        offset.pong(T, Instant.EPOCH, T);
        assertEquals(0, offset.aheadMs());
    }
}
