package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Service;
import org.jackfield.api.event.Fact;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.core.internal.MemoryEventLog;
import org.jackfield.core.internal.Switchboard;

/** The core with one link plugged in, whose sink the test holds: the whole way from bytes to calls. */
final class House implements PbxDriver, AutoCloseable {
    final Queue<Fact> facts = new ConcurrentLinkedQueue<>();
    private final MemoryEventLog log = new MemoryEventLog();
    private final Switchboard board = new Switchboard(log, new Plan(), new Nobody());
    private PbxSink sink;

    House() {
        log.subscribe("test", 1_000_000, event -> true, event -> facts.add(event.fact()));
        board.plug(this);
    }

    static boolean isLine(String endpoint) {
        return endpoint.matches("[1-9][0-9]{2,4}");
    }

    PbxSink sink() {
        return sink;
    }

    List<Call> active() {
        return List.copyOf(board.active("main"));
    }

    Status status() {
        return board.links("main").iterator().next();
    }

    List<Fact.CallFact> told() {
        return facts.stream()
                .filter(Fact.CallFact.class::isInstance)
                .map(Fact.CallFact.class::cast)
                .toList();
    }

    /** Waits until everything said has been told: a signal about nobody is heard behind it all. */
    void settle() {
        until(10_000, () -> status().counters().get("waiting") == 0);
        long heard = status().counters().getOrDefault("signals", 0L);
        sink.signal(new Signal.CallCleared("nobody", Instant.EPOCH, Optional.empty(), Cause.UNKNOWN));
        until(10_000, () -> status().counters().get("signals") > heard);
        Fact last = new Fact.SessionFact("nobody", SessionSource.PAGE, true);
        log.append("main", last);
        until(10_000, () -> facts.remove(last));
    }

    static void until(long ms, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + ms + " ms");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public String link() {
        return "asterisk~main";
    }

    @Override
    public String tenant() {
        return "main";
    }

    @Override
    public void open(PbxSink given) {
        sink = given;
    }

    @Override
    public Set<Service> services() {
        return Set.of();
    }

    @Override
    public CompletionStage<Void> execute(Command command) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public void close() {
        board.close();
        log.close();
    }

    private static final class Plan implements NumberPlan {
        @Override
        public PhoneNumber read(String link, String written) {
            return isLine(written)
                    ? new PhoneNumber(PhoneNumber.Kind.INTERNAL, written, written)
                    : new PhoneNumber(PhoneNumber.Kind.PUBLIC, written, written);
        }

        @Override
        public String dialString(String link, String written) {
            return written;
        }
    }

    private static final class Nobody implements AgentSessions {
        @Override
        public Optional<Agent> agentAt(LineRef line) {
            return Optional.empty();
        }

        @Override
        public Optional<Agent> agent(String tenant, String id) {
            return Optional.empty();
        }

        @Override
        public List<Agent> agents(String tenant) {
            return List.of();
        }

        @Override
        public Set<SessionSource> sessions(String tenant, String agent) {
            return Set.of();
        }

        @Override
        public void logIn(String tenant, String agent, SessionSource source) {}

        @Override
        public void logOut(String tenant, String agent, SessionSource source) {}
    }
}
