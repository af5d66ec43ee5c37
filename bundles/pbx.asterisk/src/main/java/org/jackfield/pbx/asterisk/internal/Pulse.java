package org.jackfield.pbx.asterisk.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds out that a PBX is no longer there though nobody closed the connection: pings on a thread of its own, from the
 * log-in on. A session is dead when nothing at all came for the deadline after a ping; whatever comes is a sign of
 * life, since a PBX in a burst sends its pong behind it. The pongs tell the PBX's clock by the way.
 */
final class Pulse implements Runnable, AutoCloseable {
    /** With the deadline of two seconds a half-open link is found within three. */
    private static final long PING_EVERY_MS = 800;

    private static final long LOOK_EVERY_MS = 100;

    private final List<AmiSession> sessions;
    private final long deadlineMs;
    private final ClockOffset offset;
    private final Clock clock;
    private final Consumer<String> onDead;
    private final Thread thread;
    private volatile boolean closed;

    /** @param onDead hears why, once or more often, on the pulse's thread */
    Pulse(
            String link,
            List<AmiSession> sessions,
            long deadlineMs,
            ClockOffset offset,
            Clock clock,
            Consumer<String> onDead) {
        this.sessions = sessions;
        this.deadlineMs = deadlineMs;
        this.offset = offset;
        this.clock = clock;
        this.onDead = onDead;
        this.thread = new Thread(this, "jackfield-pbx." + link + "-pulse");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long[] pinged = new long[sessions.size()];
        while (!closed) {
            long now = System.nanoTime();
            for (int i = 0; i < pinged.length; i++) {
                AmiSession session = sessions.get(i);
                boolean answered = pinged[i] == 0 || session.heardAt() - pinged[i] > 0;
                if (!answered && now - pinged[i] > TimeUnit.MILLISECONDS.toNanos(deadlineMs)) {
                    onDead.accept("The PBX answered no ping for " + deadlineMs + " ms");
                    return;
                }
                if (answered && now - pinged[i] > TimeUnit.MILLISECONDS.toNanos(PING_EVERY_MS)) {
                    pinged[i] = now;
                    ping(session);
                }
            }
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void ping(AmiSession session) {
        Instant sent = clock.instant();
        session.send(new AmiAction("Ping"), deadlineMs).whenComplete((answer, failure) -> {
            if (failure == null) {
                Instant received = clock.instant();
                offset.pong(sent, answer.get(0).time("Timestamp", Instant.EPOCH), received);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Ended.await(thread);
    }
}
