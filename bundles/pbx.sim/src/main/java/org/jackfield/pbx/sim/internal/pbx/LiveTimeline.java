package org.jackfield.pbx.sim.internal.pbx;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The wall clock and a single thread. */
public final class LiveTimeline implements Timeline, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    public LiveTimeline() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "jackfield-pbx.sim-pbx");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    @Override
    public Timer after(long delayMs, Runnable step) {
        try {
            Future<?> task = thread.schedule(step, delayMs, TimeUnit.MILLISECONDS);
            return () -> task.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Ends the thread after the step it is in; nothing that was still to come runs. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
