package org.jackfield.contacts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.crm.BreakerState;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Breaker breaker = new Breaker(clock::get, () -> 0.5);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed("HTTP 503");
        }
    }

    @Test
    void aFewFailuresBetweenAnswersCloseNobodyOut() {
        for (int i = 0; i < 3; i++) {
            fail(Breaker.FAILURES - 1);
            breaker.worked();
        }
        assertEquals(BreakerState.CLOSED, breaker.state());
        assertTrue(breaker.enter());
    }

    @Test
    void failuresInARowLetNobodyInForAWhile() {
        fail(Breaker.FAILURES);
        assertEquals(BreakerState.OPEN, breaker.state());
        assertEquals("HTTP 503", breaker.reason());
        assertEquals(Breaker.FIRST_PAUSE, breaker.rest());
        assertFalse(breaker.enter());
    }

    @Test
    void afterThePauseOneIsLetInAndWhatBecomesOfItDecides() {
        fail(Breaker.FAILURES);
        pass(Breaker.FIRST_PAUSE);
        assertEquals(BreakerState.HALF_OPEN, breaker.state());
        assertTrue(breaker.enter());
        assertFalse(breaker.enter(), "only one");
        breaker.worked();
        assertEquals(BreakerState.CLOSED, breaker.state());
        assertEquals(Duration.ZERO, breaker.rest());
    }

    @Test
    void eachFailedProbeDoublesThePauseUpToAMinute() {
        fail(Breaker.FAILURES);
        for (long seconds : new long[] {5, 10, 20, 40, 60, 60}) {
            assertEquals(Duration.ofSeconds(seconds), breaker.rest());
            pass(breaker.rest());
            assertTrue(breaker.enter());
            breaker.failed("HTTP 503");
        }
    }

    @Test
    void requestsThatWereUnderWayWhenItOpenedDoNotMakeThePauseLonger() {
        fail(Breaker.FAILURES + 20);
        assertEquals(Breaker.FIRST_PAUSE, breaker.rest());
    }

    @Test
    void aProbeThatGetsLostIsFollowedByAnother() {
        fail(Breaker.FAILURES);
        pass(Breaker.FIRST_PAUSE);
        assertTrue(breaker.enter());
        pass(Breaker.PROBE_LOST);
        assertTrue(breaker.enter());
    }

    @Test
    void chanceSpreadsThePause() {
        Breaker early = new Breaker(clock::get, () -> 0);
        Breaker late = new Breaker(clock::get, () -> 1);
        for (int i = 0; i < Breaker.FAILURES; i++) {
            early.failed("");
            late.failed("");
        }
        assertEquals(Duration.ofSeconds(4), early.rest());
        assertEquals(Duration.ofSeconds(6), late.rest());
    }
}
