package org.jackfield.contacts.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jackfield.api.crm.BreakerState;

/**
 * The circuit breaker of one connector: after several failures in a row nothing is asked for a while, each time twice
 * as long; then one request is let through, and what becomes of it decides. Lookups and logging share it, because they
 * go to the same CRM. Thread-safe; time and chance come in.
 */
final class Breaker {
    static final int FAILURES = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    /** A probe that says nothing for so long has got lost, and another one goes. */
    static final Duration PROBE_LOST = Duration.ofSeconds(90);

    private static final double JITTER = 0.2;

    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private int failures;
    private int openings;
    private boolean open;
    private long until;
    private boolean probing;
    private String reason = "";

    /** @param random from 0 to 1 */
    Breaker(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Whether a request may go now. Who gets true must report {@link #worked} or {@link #failed}. */
    synchronized boolean enter() {
        if (!open) {
            return true;
        }
        if (nanoTime.getAsLong() - until < 0) {
            return false;
        }
        probing = true;
        until = nanoTime.getAsLong() + PROBE_LOST.toNanos();
        return true;
    }

    synchronized void worked() {
        failures = 0;
        openings = 0;
        open = false;
        probing = false;
        reason = "";
    }

    /** @param why one sentence */
    synchronized void failed(String why) {
        failures++;
        reason = why;
        if (probing || !open && failures >= FAILURES) {
            open = true;
            probing = false;
            until = nanoTime.getAsLong() + pause().toNanos();
            openings++;
        }
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(openings, 6));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return Duration.ofMillis((long) (bounded.toMillis() * (1 - JITTER + 2 * JITTER * random.getAsDouble())));
    }

    synchronized BreakerState state() {
        if (!open) {
            return BreakerState.CLOSED;
        }
        return probing || nanoTime.getAsLong() - until >= 0 ? BreakerState.HALF_OPEN : BreakerState.OPEN;
    }

    /** Until the next request may go; zero if one may go now. */
    synchronized Duration rest() {
        return open ? Duration.ofNanos(Math.max(0, until - nanoTime.getAsLong())) : Duration.ZERO;
    }

    /** Why it is open. */
    synchronized String reason() {
        return reason;
    }
}
