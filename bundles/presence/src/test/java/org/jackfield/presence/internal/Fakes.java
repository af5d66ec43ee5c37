package org.jackfield.presence.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.control.Calls;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.event.Position;

/** The core, as far as presence sees it: a log that calls its reader at once, one agent, and calls by hand. */
final class Fakes implements EventLog, AgentSessions, Calls {
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Call> live = new CopyOnWriteArrayList<>();
    private final Set<SessionSource> at = EnumSet.noneOf(SessionSource.class);
    private volatile Reader reader;

    List<AgentPresence> presences() {
        return events.stream()
                .map(Event::fact)
                .filter(AgentFact.class::isInstance)
                .map(f -> ((AgentFact) f).presence())
                .toList();
    }

    void drop(long count) {
        reader.missed(count);
    }

    @Override
    public Event append(String tenant, Fact fact) {
        Event event = new Event(new Position("fake", events.size() + 1L), tenant, Instant.now(), fact);
        events.add(event);
        if (reader != null) {
            reader.on(event);
        }
        return event;
    }

    @Override
    public Position position() {
        return new Position("fake", events.size());
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        return Optional.empty();
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader newReader) {
        reader = newReader;
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
                reader = null;
            }
        };
    }

    @Override
    public Optional<Agent> agentAt(LineRef line) {
        return agent(Samples.TENANT, Samples.ALICE);
    }

    @Override
    public Optional<Agent> agent(String tenant, String id) {
        return agents(tenant).stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public Collection<Agent> agents(String tenant) {
        return List.of(new Agent(
                Samples.TENANT, Samples.ALICE, "Alice", "support", List.of(new LineRef("asterisk~main", "1001"))));
    }

    @Override
    public synchronized Set<SessionSource> sessions(String tenant, String agent) {
        return agent.equals(Samples.ALICE) ? Set.copyOf(at) : Set.of();
    }

    @Override
    public void logIn(String tenant, String agent, SessionSource source) {
        synchronized (this) {
            at.add(source);
        }
        append(tenant, new SessionFact(agent, source, true));
    }

    @Override
    public void logOut(String tenant, String agent, SessionSource source) {
        synchronized (this) {
            at.remove(source);
        }
        append(tenant, new SessionFact(agent, source, false));
    }

    @Override
    public Collection<Call> active(String tenant) {
        return live;
    }

    @Override
    public Optional<Call> find(String tenant, String idOrAlias) {
        return live.stream().filter(c -> c.id().equals(idOrAlias)).findFirst();
    }

    @Override
    public void attachRecord(String tenant, String callId, RecordRef ref) {
        throw new UnsupportedOperationException("presence attaches no records");
    }

    @Override
    public void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {
        throw new UnsupportedOperationException("presence writes no notes");
    }
}
