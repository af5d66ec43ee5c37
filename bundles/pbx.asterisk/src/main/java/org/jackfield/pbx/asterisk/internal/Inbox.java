package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * Events on their way from the reader to the mapper, handed over a read of the socket at a time: waking a thread for
 * each event would cost more than mapping it. A few events that come while the mapper has nothing to do are mapped by
 * the reader itself, which is sooner than to wake it.
 */
final class Inbox {
    /** The events of one read, and when they were read; empty if nothing came. */
    record Batch(List<AmiMessage> events, Instant at) {}

    private static final Batch NOTHING = new Batch(List.of(), Instant.EPOCH);
    /** Detail without which every call is still told: let go from half a full inbox on. */
    private static final Set<String> DETAIL = Set.of("Newexten");
    /** What makes a call's story exact: let go when three quarters are full. */
    private static final Set<String> FINISH =
            Set.of("Newexten", "NewCallerid", "DialState", "MessageWaiting", "MixMonitorMute");

    /** So many take the reader less time than the mapper takes to wake up. */
    private static final int FEW = 16;

    private final int capacity;
    private final long patienceMs;
    private final ObjLongConsumer<String> shed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private List<AmiMessage> filling = new ArrayList<>();
    private int size;
    private Optional<Consumer<Batch>> atOnce = Optional.empty();
    private boolean idle;
    private boolean closed;

    /**
     * @param capacity events that may wait
     * @param patienceMs how long the reader holds still when they do; TCP then holds the PBX
     * @param shed hears which events were let go before that, and how many
     */
    Inbox(int capacity, long patienceMs, ObjLongConsumer<String> shed) {
        this.capacity = capacity;
        this.patienceMs = patienceMs;
        this.shed = shed;
    }

    /** Takes an event; the reader's thread only. */
    void add(AmiMessage event) {
        filling.add(event);
    }

    /**
     * Hands over what was added; the reader's thread only.
     *
     * @return false if the mapper is so far behind that the link must begin anew
     */
    boolean handOver(Instant at) {
        if (filling.isEmpty()) {
            return true;
        }
        Batch batch = new Batch(sift(filling), at);
        filling = new ArrayList<>(Math.min(filling.size() + 8, 256));
        if (batch.events().isEmpty()) {
            return true;
        }
        lock.lock();
        try {
            if (idle
                    && waiting.isEmpty()
                    && atOnce.isPresent()
                    && batch.events().size() <= FEW) {
                atOnce.get().accept(batch); // the mapper cannot leave its poll meanwhile: the lock is here
                return true;
            }
            if (!awaitRoom()) {
                return false;
            }
            waiting.add(batch);
            size += batch.events().size();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the reader maps a few events by itself while the mapper waits in {@link #poll}. */
    void mapAtOnce(Consumer<Batch> mapper) {
        lock.lock();
        try {
            atOnce = Optional.of(mapper);
        } finally {
            lock.unlock();
        }
    }

    private List<AmiMessage> sift(List<AmiMessage> events) {
        int waits = waiting();
        if (waits < capacity / 2) {
            return events;
        }
        Set<String> less = waits < capacity / 4 * 3 ? DETAIL : FINISH;
        List<AmiMessage> kept = new ArrayList<>(events.size());
        for (AmiMessage event : events) {
            if (less.contains(event.event())) {
                shed.accept(event.event(), 1);
            } else {
                kept.add(event);
            }
        }
        return kept;
    }

    private int waiting() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Hands over one message at once; any thread. */
    void put(AmiMessage message, Instant at) {
        lock.lock();
        try {
            waiting.add(new Batch(List.of(message), at));
            size++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitRoom() {
        long left = TimeUnit.MILLISECONDS.toNanos(patienceMs);
        while (size >= capacity && !closed) {
            if (left <= 0) {
                return false;
            }
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** The oldest batch; waits for one unless the inbox is closed, and returns an empty one when the time is over. */
    Batch poll(long timeoutMs) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
            while (waiting.isEmpty()) {
                if (left <= 0 || closed) {
                    return NOTHING;
                }
                idle = true;
                try {
                    left = changed.awaitNanos(left);
                } finally {
                    idle = false;
                }
            }
            Batch batch = waiting.poll();
            if (size >= capacity) {
                changed.signalAll();
            }
            size -= batch.events().size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes: nobody waits any longer. What waits can still be polled. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
