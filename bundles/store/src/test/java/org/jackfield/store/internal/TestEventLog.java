package org.jackfield.store.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.Call;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.event.Position;

/** An event log that hands each event over at once. */
final class TestEventLog implements EventLog {
    private Reader reader = event -> {};
    private Predicate<Event> keep = event -> false;
    private long seq;

    void happened(CallEventType type, Call call) {
        append(call.tenant(), new CallFact(type, call.link(), 1, call, Optional.of("c3"), false));
    }

    void link(boolean inService) {
        append("main", new LinkFact(inService, "asterisk~main", 1, "", Optional.empty()));
    }

    void ended(Call call) {
        happened(CallEventType.CALL_CLEARED, call);
    }

    boolean keeps(Fact fact) {
        return keep.test(new Event(new Position("log1", 0), "main", Instant.now(), fact));
    }

    @Override
    public synchronized Event append(String tenant, Fact fact) {
        Event event = new Event(new Position("log1", ++seq), tenant, Sample.START, fact);
        reader.on(event);
        return event;
    }

    @Override
    public Position position() {
        return new Position("log1", seq);
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        return Optional.empty();
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> mustKeep, Reader newReader) {
        reader = newReader;
        keep = mustKeep;
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
                reader = event -> {};
            }
        };
    }
}
