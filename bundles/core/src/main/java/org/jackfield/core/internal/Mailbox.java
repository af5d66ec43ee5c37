package org.jackfield.core.internal;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's bounded mailbox with its thread. When it is full the oldest event that may be lost is dropped and
 * counted; events that must be kept go in even beyond the capacity, because losing an ended call is worse than memory.
 */
final class Mailbox implements EventLog.Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final String name;
    private final int capacity;
    private final Predicate<Event> keep;
    private final EventLog.Reader reader;
    private final Runnable onClose;
    private final Thread thread;
    /** Events that must be kept, and the others; the lower sequence number is read first. */
    private final ArrayDeque<Event> kept = new ArrayDeque<>();

    private final ArrayDeque<Event> others = new ArrayDeque<>();
    private long dropped;
    private long toldDropped;
    private boolean closed;
    private String lastFailure = "";

    Mailbox(String name, int capacity, Predicate<Event> keep, EventLog.Reader reader, Runnable onClose) {
        this.name = name;
        this.capacity = capacity;
        this.keep = keep;
        this.reader = reader;
        this.onClose = onClose;
        this.thread = new Thread(this, "jackfield-events-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void put(Event event) {
        if (closed) {
            return;
        }
        boolean keeps = keep.test(event);
        if (waiting() >= capacity && (!others.isEmpty() || !keeps)) {
            dropped++;
            if (others.poll() == null) {
                return;
            }
        }
        (keeps ? kept : others).add(event);
        if (waiting() == 1) {
            notifyAll();
        }
    }

    @Override
    public void run() {
        for (Event event = take(); event != null; event = take()) {
            try {
                long missed = untoldDrops();
                if (missed > 0) {
                    reader.missed(missed);
                }
                reader.on(event);
            } catch (RuntimeException e) {
                report(e, event);
            }
        }
    }

    private void report(RuntimeException e, Event event) {
        String failure = e.toString();
        if (!failure.equals(lastFailure)) {
            lastFailure = failure;
            LOG.error("{} failed on event {} and goes on with the next one", name, event.position(), e);
        }
    }

    private synchronized long untoldDrops() {
        long untold = dropped - toldDropped;
        toldDropped = dropped;
        return untold;
    }

    private synchronized Event take() {
        while (waiting() == 0 && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        Event next = kept.peek();
        Event other = others.peek();
        return next == null
                        || other != null
                                && other.position().seq() < next.position().seq()
                ? others.poll()
                : kept.poll();
    }

    @Override
    public synchronized int waiting() {
        return kept.size() + others.size();
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    /** What must be kept is still read, by a reader that does not close itself. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            others.clear();
            if (Thread.currentThread() == thread) {
                kept.clear();
            }
            notifyAll();
        }
        onClose.run();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
