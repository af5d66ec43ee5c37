package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.store.LiveJournal.Known;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link as operators and desks see it. */
class LaneTest {
    private final MemoryEventLog log = new MemoryEventLog(Clock.systemUTC(), 64);
    private final BlockingQueue<Fact> facts = new LinkedBlockingQueue<>();
    private final NumberPlan numbers = new PhoneNumberPlan(List.of());
    private final Lane lane = new Lane(
            new PluggedLink("asterisk~main", "main", link -> Optional.empty(), numbers, new NoAgents()),
            log,
            Clock.systemUTC());

    LaneTest() {
        log.subscribe("test", 100, event -> true, event -> facts.add(event.fact()));
    }

    @AfterEach
    void close() {
        lane.close();
        log.close();
    }

    private Fact next() throws InterruptedException {
        Fact fact = facts.poll(5, TimeUnit.SECONDS);
        assertTrue(fact != null, "nothing was told");
        return fact;
    }

    private static Signal start() {
        return new Signal.CallStarted("k1", Instant.EPOCH, Instant.EPOCH, Party.UNKNOWN, Party.UNKNOWN);
    }

    private static Signal leg() {
        return new Signal.LegStarted(
                "k1",
                Instant.EPOCH,
                Leg.of("k1", "trunk", Party.UNKNOWN, org.jackfield.api.call.ConnectionState.INITIATED, Instant.EPOCH));
    }

    @Test
    void aLostLinkIsAStatusAndAGapAroundTheResync() throws InterruptedException {
        Lane.Sink sink = lane.new Sink();
        sink.up("run 1");
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        assertTrue(((LinkFact) next()).inService());
        sink.down("Asterisk at x:5038 is not reached");
        assertEquals("outOfService", next().type());
        assertEquals(Status.State.DOWN, lane.report().state());
        assertEquals("Asterisk at x:5038 is not reached", lane.report().reason());
        sink.down("Asterisk at x:5038 is not reached");
        sink.up("run 1");
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        LinkFact back = (LinkFact) next();
        assertTrue(back.inService());
        assertTrue(back.gap().isPresent());
        assertEquals(2, back.epoch());
    }

    @Test
    void whatHappenedInTheGapIsAMissedWindowAndFilledInOnce() throws InterruptedException {
        Lane.Sink sink = lane.new Sink();
        sink.up("run 1");
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        sink.down("the connection ended");
        next();
        Missed records = new Missed(
                Instant.EPOCH,
                Instant.now(),
                true,
                "Master.csv",
                List.of(new Missed.MissedCall(
                        "k1",
                        List.of(
                                start(),
                                leg(),
                                new Signal.CallCleared(
                                        "k1",
                                        Instant.EPOCH,
                                        Optional.empty(),
                                        org.jackfield.api.call.Cause.NORMAL_CLEARING)))));
        sink.up("run 1");
        sink.missed(records);
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        CallFact filledIn = (CallFact) next();
        assertTrue(filledIn.call().ended() && filledIn.reconstructed());
        assertEquals(Instant.EPOCH, ((LinkFact) next()).gap().orElseThrow().from(), "from when the PBX was heard last");
        sink.missed(records);
        assertEquals(null, facts.poll(200, TimeUnit.MILLISECONDS));
        assertEquals(Optional.of(1), lane.missed().get(0).filledIn());
        assertEquals(1, lane.missed().size());
    }

    @Test
    void aGapNobodyHasRecordsOfIsListedAsUnknown() throws InterruptedException {
        Lane.Sink sink = lane.new Sink();
        sink.up("run 1");
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        sink.down("the connection ended");
        next();
        sink.up("run 1");
        sink.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        assertEquals(Optional.empty(), lane.missed().get(0).filledIn());
    }

    @Test
    void aStoppedDriverIsNotHeardAnyMoreButItsCallsStay() throws InterruptedException {
        Lane.Sink old = lane.new Sink();
        old.up("run 1");
        old.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        old.signal(start());
        old.signal(leg());
        String call = ((CallFact) next()).call().id();
        old.revoke("its driver was stopped");
        assertEquals("outOfService", next().type());
        old.signal(new Signal.CallCleared("k1", Instant.EPOCH, Optional.empty(), org.jackfield.api.call.Cause.UNKNOWN));
        lane.new Sink().down("still nobody");
        assertTrue(lane.pictures().find(call).isPresent());
        assertEquals(null, facts.poll(200, TimeUnit.MILLISECONDS));
    }

    @Test
    void aRestartedServerGoesOnWithItsCalls() throws InterruptedException {
        Lane.Sink before = lane.new Sink();
        before.up("run 1");
        before.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        before.signal(start());
        before.signal(leg());
        before.signal(new Signal.LegStarted("k1", at(1), phone(ConnectionState.ALERTING)));
        before.signal(new Signal.LegChanged("k1", at(3), "k2", ConnectionState.CONNECTED));
        next();
        next();
        Call told = ((CallFact) next()).call();

        try (Lane restarted = another()) {
            Memory memory = new Memory(Memory.PATIENCE);
            memory.setJournal(link -> Optional.of(new Known(at(3), List.of(told))));
            BlockingQueue<String> opened = new LinkedBlockingQueue<>();
            Lane.Sink sink = restarted.new Sink();
            restarted.whenRemembered(memory, () -> opened.add("open"));
            assertEquals("open", opened.poll(5, TimeUnit.SECONDS));
            assertEquals(Optional.of(at(3)), sink.heardLast());
            assertEquals(
                    told.id(), restarted.pictures().find("k2").orElseThrow().id());

            sink.up("run 1");
            Leg customer = Leg.of("k1", "trunk", Party.UNKNOWN, ConnectionState.CONNECTED, at(0));
            sink.snapshot(new Snapshot(
                    at(20),
                    List.of(new Snapshot.SnapshotCall(
                            "k1",
                            at(0),
                            at(0),
                            Party.UNKNOWN,
                            Party.UNKNOWN,
                            Optional.empty(),
                            List.of(customer, phone(ConnectionState.CONNECTED))))));
            CallFact learnt = (CallFact) next();
            assertEquals(told.id(), learnt.call().id());
            assertEquals(
                    Optional.of(at(3)), learnt.call().answeredAt(), "as it was seen, not as the snapshot shows it");
            CallFact again = (CallFact) next();
            assertEquals("established", again.type(), "who looks at calls is told of those that go on");
            assertEquals(Optional.of("c2"), again.connection());
            assertTrue(((LinkFact) next()).inService());

            sink.signal(new Signal.CallCleared("k1", at(30), Optional.empty(), Cause.NORMAL_CLEARING));
            Call ended = ((CallFact) next()).call();
            assertEquals(told.id(), ended.id());
            assertEquals(27_000, ended.connections().get(1).connectedMs());
        }
    }

    @Test
    void aCallThatEndedWhileTheServerWasDownEndsAsThePbxRecordedIt() throws InterruptedException {
        Lane.Sink before = lane.new Sink();
        before.up("run 1");
        before.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        before.signal(start());
        before.signal(leg());
        before.signal(new Signal.LegStarted("k1", at(1), phone(ConnectionState.ALERTING)));
        next();
        Call told = ((CallFact) next()).call();

        try (Lane restarted = another()) {
            Memory memory = new Memory(Memory.PATIENCE);
            memory.setJournal(link -> Optional.of(new Known(at(3), List.of(told))));
            Lane.Sink sink = restarted.new Sink();
            restarted.whenRemembered(memory, () -> {});
            sink.up("run 1");
            Leg bob = Leg.of("k1/PJSIP/1002-3", "1002", Party.UNKNOWN, ConnectionState.ALERTING, at(9));
            sink.missed(new Missed(
                    at(3),
                    at(20),
                    true,
                    "Master.csv",
                    List.of(new Missed.MissedCall(
                            "k1",
                            List.of(
                                    start(),
                                    leg(),
                                    new Signal.LegStarted(
                                            "k1",
                                            at(1),
                                            Leg.of(
                                                    "k1/PJSIP/1001-2",
                                                    "1001",
                                                    Party.UNKNOWN,
                                                    ConnectionState.ALERTING,
                                                    at(1))),
                                    new Signal.LegChanged("k1", at(4), "k1/PJSIP/1001-2", ConnectionState.CONNECTED),
                                    new Signal.LegCleared("k1", at(9), "k1/PJSIP/1001-2", Cause.NORMAL_CLEARING),
                                    new Signal.LegStarted("k1", at(9), bob),
                                    new Signal.LegChanged("k1", at(10), bob.id(), ConnectionState.CONNECTED),
                                    new Signal.LegCleared("k1", at(15), bob.id(), Cause.NORMAL_CLEARING),
                                    new Signal.CallCleared("k1", at(15), Optional.empty(), Cause.NORMAL_CLEARING))))));
            sink.snapshot(new Snapshot(at(20), List.of()));
            CallFact over = (CallFact) next();
            assertEquals("callCleared", over.type());
            assertEquals(told.id(), over.call().id());
            assertEquals(Optional.of(at(4)), over.call().answeredAt());
            assertEquals(Optional.of(at(15)), over.call().endedAt());
            assertEquals(
                    List.of("1001", "1002"),
                    over.call().connections().stream()
                            .flatMap(c -> c.line().stream())
                            .toList(),
                    "whom it was transferred to meanwhile, and nobody twice");
        }
    }

    private Lane another() {
        return new Lane(
                new PluggedLink("asterisk~main", "main", link -> Optional.empty(), numbers, new NoAgents()),
                log,
                Clock.systemUTC());
    }

    private static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private static Leg phone(ConnectionState state) {
        return Leg.of("k2", "1001", Party.UNKNOWN, state, at(1));
    }

    private static final class NoAgents implements org.jackfield.api.agent.AgentSessions {
        @Override
        public Optional<org.jackfield.api.agent.Agent> agentAt(LineRef line) {
            return Optional.empty();
        }

        @Override
        public Optional<org.jackfield.api.agent.Agent> agent(String tenant, String id) {
            return Optional.empty();
        }

        @Override
        public List<org.jackfield.api.agent.Agent> agents(String tenant) {
            return List.of();
        }

        @Override
        public java.util.Set<org.jackfield.api.agent.SessionSource> sessions(String tenant, String agent) {
            return java.util.Set.of();
        }

        @Override
        public void logIn(String tenant, String agent, org.jackfield.api.agent.SessionSource source) {
            throw new AssertionError();
        }

        @Override
        public void logOut(String tenant, String agent, org.jackfield.api.agent.SessionSource source) {
            throw new AssertionError();
        }
    }

    @Test
    void aDriverThatIsStartedAnewLearnsSinceWhenNobodyListened() throws InterruptedException {
        Lane.Sink first = lane.new Sink();
        assertEquals(Optional.empty(), first.heardLast());
        first.up("run 1");
        first.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        first.revoke("its bundle is updated");
        next();
        Lane.Sink second = lane.new Sink();
        Instant since = second.heardLast().orElseThrow();
        second.up("run 1");
        second.missed(new Missed(since, since.plusSeconds(1), true, "Master.csv", List.of()));
        second.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        LinkFact back = (LinkFact) next();
        assertEquals(Optional.of(since), back.gap().map(Fact.Gap::from));
        assertEquals(Optional.of(0), lane.missed().get(0).filledIn());
        assertEquals(Optional.empty(), second.heardLast());
    }
}
