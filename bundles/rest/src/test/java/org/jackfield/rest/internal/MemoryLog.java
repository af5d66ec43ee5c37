package org.jackfield.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;

/** A log that hands each fact to its readers at once, on the thread that appends it. */
final class MemoryLog implements EventLog {
    private final String name;
    private final List<Event> events = new ArrayList<>();
    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    MemoryLog(String name) {
        this.name = name;
    }

    @Override
    public synchronized Event append(String tenant, Fact fact) {
        Event event = new Event(new Position(name, events.size() + 1), tenant, Instant.now(), fact);
        events.add(event);
        readers.forEach(reader -> reader.on(event));
        return event;
    }

    @Override
    public synchronized Position position() {
        return new Position(name, events.size());
    }

    @Override
    public synchronized Optional<List<Event>> after(Position position) {
        return position.log().equals(name) && position.seq() <= events.size()
                ? Optional.of(List.copyOf(events.subList((int) position.seq(), events.size())))
                : Optional.empty();
    }

    void lose() {
        readers.forEach(reader -> reader.missed(1));
    }

    @Override
    public Subscription subscribe(String reader, int capacity, Predicate<Event> keep, Reader on) {
        readers.add(on);
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
                readers.remove(on);
            }
        };
    }
}
