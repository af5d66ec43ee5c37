package org.jackfield.core.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The event log: a ring of the latest events, and one mailbox a subscription. */
@Component(service = EventLog.class)
public final class MemoryEventLog implements EventLog, AutoCloseable {
    /** Events a reader may be behind before it has to take a snapshot: some minutes at a hundred calls a second. */
    static final int REACH = 16_384;

    private final Clock clock;
    private final String log = UUID.randomUUID().toString().substring(0, 8);
    private final Event[] ring;
    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();
    private long last;

    @Activate
    public MemoryEventLog() {
        this(Clock.systemUTC(), REACH);
    }

    MemoryEventLog(Clock clock, int reach) {
        this.clock = clock;
        this.ring = new Event[reach];
    }

    @Override
    public synchronized Event append(String tenant, Fact fact) {
        Event event = new Event(new Position(log, ++last), tenant, clock.instant(), fact);
        ring[(int) (last % ring.length)] = event;
        for (Mailbox mailbox : mailboxes) {
            mailbox.put(event);
        }
        return event;
    }

    @Override
    public synchronized Position position() {
        return new Position(log, last);
    }

    @Override
    public synchronized Optional<List<Event>> after(Position position) {
        long behind = last - position.seq();
        if (!position.log().equals(log) || behind < 0 || behind > ring.length) {
            return Optional.empty();
        }
        List<Event> events = new ArrayList<>((int) behind);
        for (long seq = position.seq() + 1; seq <= last; seq++) {
            events.add(ring[(int) (seq % ring.length)]);
        }
        return Optional.of(events);
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader) {
        Mailbox[] self = new Mailbox[1];
        self[0] = new Mailbox(name, capacity, keep, reader, () -> mailboxes.remove(self[0]));
        self[0].start();
        synchronized (this) {
            mailboxes.add(self[0]);
        }
        return self[0];
    }

    @Override
    @Deactivate
    public void close() {
        List.copyOf(mailboxes).forEach(Mailbox::close);
    }
}
