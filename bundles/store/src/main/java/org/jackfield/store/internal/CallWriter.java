package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.call.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes ended calls in batches, one transaction each, on a thread of its own. While the database is away they wait; a
 * call it takes exception to is set aside after a few tries, so that it holds up nobody else.
 */
final class CallWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallWriter.class);
    private static final int BATCH = 100;
    private static final int TRIES_OF_A_CALL = 3;
    private static final long FIRST_RETRY_MS = 200;
    private static final long LONGEST_RETRY_MS = 5_000;
    private static final long LOOK_FOR_CLOSE_MS = 100;
    /** A commit costs the same for one call and for many: one that follows another so soon waits for company. */
    private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long FINISH_MS = 10_000;

    private enum Outcome {
        STORED,
        /** The database is well, and does not take these calls. */
        REFUSED,
        /** The database is away, and the server stops. */
        GAVE_UP
    }

    private final Database database;
    private final LoggingConnectors connectors;
    private final Activities activities;
    private final int eventsMayWait;
    private final CallRows rows = new CallRows();
    private final BlockingQueue<EndedCall> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong eventsWaiting = new AtomicLong();
    private final AtomicLong shed = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private long wroteAt = System.nanoTime() - GATHER_NS;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "jackfield-store-writer");

    /** @param eventsMayWait past that many events, further calls wait without theirs */
    CallWriter(Database database, LoggingConnectors connectors, Activities activities, int eventsMayWait) {
        this.database = database;
        this.connectors = connectors;
        this.activities = activities;
        this.eventsMayWait = eventsMayWait;
        thread.start();
    }

    /** Takes a call over; never blocks and never loses one. */
    void add(EndedCall ended) {
        int events = ended.events().size();
        if (eventsWaiting.addAndGet(events) > eventsMayWait) {
            eventsWaiting.addAndGet(-events);
            shed.addAndGet(events);
            waiting.add(ended.withoutEvents());
        } else {
            waiting.add(ended);
        }
    }

    long waiting() {
        return waiting.size();
    }

    long shed() {
        return shed.get();
    }

    long written() {
        return written.get();
    }

    long refused() {
        return refused.get();
    }

    private void run() {
        List<EndedCall> batch = new ArrayList<>();
        while (take(batch) && store(batch)) {
            wroteAt = System.nanoTime();
            batch.forEach(ended -> eventsWaiting.addAndGet(-ended.events().size()));
            batch.clear();
        }
        int lost = batch.size() + waiting.size();
        if (lost > 0) {
            LOG.error("The server stopped while the database was away: {} ended calls are not kept", lost);
        }
    }

    private boolean take(List<EndedCall> batch) {
        try {
            while (batch.isEmpty()) {
                boolean last = closing.getCount() == 0;
                EndedCall first = waiting.poll(LOOK_FOR_CLOSE_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gather();
                    batch.add(first);
                    waiting.drainTo(batch, BATCH - 1);
                } else if (last) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void gather() {
        long left = wroteAt + GATHER_NS - System.nanoTime();
        if (left > 0) {
            pause(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    /** False when it gave up. */
    private boolean store(List<EndedCall> batch) {
        Outcome outcome = attempt(batch);
        if (outcome == Outcome.REFUSED) {
            for (EndedCall each : batch) {
                outcome = storeAlone(each);
            }
        }
        return outcome != Outcome.GAVE_UP;
    }

    private Outcome storeAlone(EndedCall ended) {
        for (int tries = 1; tries <= TRIES_OF_A_CALL; tries++) {
            Outcome outcome = attempt(List.of(ended));
            if (outcome != Outcome.REFUSED) {
                return outcome;
            }
            pause(FIRST_RETRY_MS);
        }
        refused.incrementAndGet();
        LOG.error(
                "Call {} of {} does not fit into the database and is not kept; all others are. The log at debug says why",
                ended.call().id(),
                ended.call().link());
        return Outcome.REFUSED;
    }

    private Outcome attempt(List<EndedCall> calls) {
        for (long retry = FIRST_RETRY_MS; ; retry = Math.min(2 * retry, LONGEST_RETRY_MS)) {
            boolean last = closing.getCount() == 0;
            try {
                database.transaction("take ended calls", db -> write(db, calls));
                written.addAndGet(calls.size());
                return Outcome.STORED;
            } catch (RuntimeException e) {
                // at debug only: a database likes to quote the value it refuses, perhaps a customer's number
                LOG.debug("{} ended calls not written", calls.size(), e);
            }
            if (database.check()) {
                return Outcome.REFUSED;
            }
            if (last) {
                return Outcome.GAVE_UP;
            }
            pause(retry);
        }
    }

    private Void write(Connection db, List<EndedCall> calls) throws SQLException {
        Map<String, Set<String>> logging = connectors.byTenant(db);
        Instant now = Instant.now();
        for (EndedCall each : calls) {
            Call call = each.call();
            Set<String> owed =
                    ActivityPolicy.worthLogging(call) ? logging.getOrDefault(call.tenant(), Set.of()) : Set.of();
            rows.write(db, each, owed, activities.shares(call), now);
        }
        return null;
    }

    /** Waits, but no longer than until the server stops. */
    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** Writes what still waits, if the database lets it. Never interrupts: an interrupt inside H2 closes its file. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(FINISH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
