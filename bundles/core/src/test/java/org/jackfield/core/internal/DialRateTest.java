package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.junit.jupiter.api.Test;

/** One line cannot have numbers outside dialled as fast as somebody likes. */
class DialRateTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final LineRef LINE = new LineRef("asterisk~main", "1001");

    private final DialRate rate = new DialRate(2, 4);

    private Refused refused(int second) {
        return assertThrows(Refused.class, () -> rate.dial(LINE, NOON.plusSeconds(second)));
    }

    @Test
    void tooManyWithinAMinuteAreRefusedInOneSentence() {
        rate.dial(LINE, NOON);
        rate.dial(LINE, NOON.plusSeconds(1));
        Refused refused = refused(2);
        assertEquals(Why.TOO_MANY, refused.why());
        assertEquals(
                "Line 1001 has had 2 numbers outside within a minute dialled, the most that is allowed; try again"
                        + " later",
                refused.getMessage());
        assertDoesNotThrow(() -> rate.dial(LINE, NOON.plusSeconds(60)));
    }

    @Test
    void slowDialersReachTheLimitOfTheHour() {
        for (int minute = 0; minute < 4; minute++) {
            rate.dial(LINE, NOON.plusSeconds(minute * 61L));
        }
        assertEquals(Why.TOO_MANY, refused(600).why());
        assertDoesNotThrow(() -> rate.dial(LINE, NOON.plusSeconds(3_600)));
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        rate.dial(LINE, NOON);
        rate.dial(LINE, NOON.plusSeconds(1));
        for (int again = 2; again < 60; again++) {
            refused(again);
        }
        assertDoesNotThrow(() -> rate.dial(LINE, NOON.plusSeconds(61)));
    }

    @Test
    void linesDoNotShareALimit() {
        rate.dial(LINE, NOON);
        rate.dial(LINE, NOON);
        assertDoesNotThrow(() -> rate.dial(new LineRef("asterisk~main", "1002"), NOON));
    }
}
