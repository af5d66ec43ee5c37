package org.jackfield.device.mqtt.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.device.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one after the other what devices wish, on a thread of its own: a database or a PBX that is slow delays no other
 * device's facts. What more than fits comes in is dropped and counted; people press again.
 */
final class Errands implements Wishes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final int MOST_WAITING = 5_000;

    private final Wishes wishes;
    private final AtomicLong dropped = new AtomicLong();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread named = new Thread(task, "jackfield-device.mqtt-errands");
                named.setDaemon(true);
                return named;
            });

    Errands(Wishes wishes) {
        this.wishes = wishes;
    }

    @Override
    public void event(Device device, String event, Payload payload, long now) {
        run(() -> wishes.event(device, event, payload, now));
    }

    @Override
    public void fact(Device device, String facet, String value, boolean done, long now) {
        run(() -> wishes.fact(device, facet, value, done, now));
    }

    /** Does something in its turn. */
    void run(Runnable errand) {
        try {
            thread.execute(() -> {
                try {
                    errand.run();
                } catch (RuntimeException e) {
                    LOG.warn("What a device asked for was not done: {}", e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            dropped.incrementAndGet();
        }
    }

    long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
