package org.jackfield.it.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other processes do. */
public final class Await {

    private static final long STEP_NANOS = 20_000_000;

    private Await() {}

    /** Asks again and again until there is an answer; fails with the sentence and the last fault when there is none. */
    public static <T> T value(Duration patience, String what, Callable<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = null;
        do {
            try {
                Optional<T> answer = question.call();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(STEP_NANOS);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("Not within " + patience.toMillis() + " ms: " + what, last);
    }

    /** As {@link #value}, for a condition. */
    public static void until(Duration patience, String what, Callable<Boolean> condition) {
        value(patience, what, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /** Lets time go by as people do while they talk or ring; not for waiting until something has happened. */
    public static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
