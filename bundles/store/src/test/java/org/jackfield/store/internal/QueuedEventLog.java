package org.jackfield.store.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;

/** An event log with a thread for its one reader, whose events wait meanwhile. */
final class QueuedEventLog implements EventLog {
    private final String name;
    private final LinkedBlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private long seq;

    QueuedEventLog(String name) {
        this.name = name;
    }

    @Override
    public synchronized Event append(String tenant, Fact fact) {
        Event event = new Event(new Position(name, ++seq), tenant, Sample.START, fact);
        queue.add(event);
        return event;
    }

    @Override
    public synchronized Position position() {
        return new Position(name, seq);
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        return Optional.empty();
    }

    @Override
    public Subscription subscribe(String reader, int capacity, Predicate<Event> keep, Reader on) {
        Thread thread = new Thread(() -> read(on), "queued-log");
        thread.start();
        return new Subscription() {
            @Override
            public int waiting() {
                return queue.size();
            }

            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public void close() {
                closed = true;
                try {
                    thread.join(10_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private void read(Reader on) {
        try {
            while (!closed) {
                Event event = queue.poll(10, TimeUnit.MILLISECONDS);
                if (event != null) {
                    on.on(event);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
