package org.jackfield.crm.salesforce.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;

/** Hands what is appended to its readers at once. */
final class TestEvents implements EventLog {
    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    int readers() {
        return readers.size();
    }

    @Override
    public Event append(String tenant, Fact fact) {
        Event event = new Event(new Position("test", 1), tenant, Instant.EPOCH, fact);
        readers.forEach(reader -> reader.on(event));
        return event;
    }

    @Override
    public Position position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader) {
        readers.add(reader);
        return new Subscription() {
            @Override
            public int waiting() {
                return 0;
            }

            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public void close() {
                readers.remove(reader);
            }
        };
    }
}
