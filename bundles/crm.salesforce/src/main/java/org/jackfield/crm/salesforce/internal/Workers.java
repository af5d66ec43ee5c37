package org.jackfield.crm.salesforce.internal;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * A few threads that wait for Salesforce, so that nobody else does. Look-ups have threads of their own, lest a backlog
 * of calls to log holds up a pop. What has waited for too long is not begun any more.
 */
final class Workers implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;
    private final int waiting;

    /** What is to be done, and who waits for it. */
    private record Job<T>(CompletableFuture<T> result, Supplier<T> work, long notAfter, Trouble late)
            implements Runnable {
        @Override
        public void run() {
            if (System.nanoTime() - notAfter > 0) {
                result.completeExceptionally(late);
                return;
            }
            try {
                result.complete(work.get());
            } catch (RuntimeException | LinkageError e) {
                result.completeExceptionally(e);
            }
        }
    }

    Workers(String name, int threads, int waiting) {
        this.waiting = waiting;
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                task -> new Thread(task, "jackfield-crm." + name + "-" + count.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
    }

    /** Does it on one of the threads, unless it had to wait longer than patience for one. */
    <T> CompletableFuture<T> later(Duration patience, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Trouble tooMany = new Trouble(
                Kind.BUSY, "Salesforce answers too slowly for as many questions; up to " + waiting + " wait for it");
        try {
            pool.execute(new Job<>(result, work, System.nanoTime() + patience.toNanos(), tooMany));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(pool.isShutdown() ? stopped() : tooMany);
        }
        return result;
    }

    private static Trouble stopped() {
        return new Trouble(Kind.UNREACHABLE, "The connector is being stopped");
    }

    /** Gives up what is under way, and tells those who wait. */
    @Override
    public void close() {
        for (Runnable left : pool.shutdownNow()) {
            if (left instanceof Job<?> job) {
                job.result().completeExceptionally(stopped());
            }
        }
    }
}
