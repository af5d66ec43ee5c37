package org.jackfield.device.mqtt.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/**
 * Sends over one connection with few messages on the way at a time: brokers close the connection of a client that sends
 * more than they allow (Mosquitto: 20). Never blocks, any thread.
 */
final class Sender implements AutoCloseable {
    private static final int WINDOW = 16;
    private static final int MOST_WAITING = 10_000;

    private final Wire wire;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean closed;

    private record Waiting(Outgoing message, CompletableFuture<Boolean> taken) {}

    Sender(Wire wire) {
        this.wire = wire;
    }

    /**
     * Sends in order.
     *
     * @return whether the broker took it; never fails
     */
    CompletionStage<Boolean> send(Outgoing message) {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        synchronized (this) {
            if (closed || waiting.size() >= MOST_WAITING) {
                return CompletableFuture.completedFuture(false);
            }
            waiting.add(new Waiting(message, taken));
        }
        pump();
        return taken;
    }

    /** Forgets what waits. */
    @Override
    public void close() {
        Deque<Waiting> forgotten;
        synchronized (this) {
            closed = true;
            forgotten = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        forgotten.forEach(w -> w.taken().complete(false));
    }

    private void pump() {
        for (; ; ) {
            Waiting next;
            synchronized (this) {
                if (underWay >= WINDOW || waiting.isEmpty()) {
                    return;
                }
                next = waiting.poll();
                underWay++;
            }
            wire.publish(next.message(), taken -> {
                synchronized (this) {
                    underWay--;
                }
                next.taken().complete(taken);
                pump();
            });
        }
    }
}
