package org.jackfield.pbx.asterisk.internal;

import java.util.concurrent.TimeUnit;

/** Waits for a thread that was told to end, so that nothing is said after a close has returned. */
final class Ended {
    /** Longer than anything it may still be at; a thread stuck in a dead socket must not hold up a shutdown. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Ended() {}

    /** Keeps the caller's interrupt: whoever closes is often being stopped itself. */
    static void await(Thread thread) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        while (thread.isAlive() && deadline - System.nanoTime() > 0 && thread != Thread.currentThread()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
