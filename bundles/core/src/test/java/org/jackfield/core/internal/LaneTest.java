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
        Lane.Sink sink = lane.sink();
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
        Lane.Sink sink = lane.sink();
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
        Lane.Sink sink = lane.sink();
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
        Lane.Sink old = lane.sink();
        old.up("run 1");
        old.snapshot(new Snapshot(Instant.EPOCH, List.of()));
        next();
        old.signal(start());
        old.signal(leg());
        String call = ((CallFact) next()).call().id();
        old.revoke("its driver was stopped");
        assertEquals("outOfService", next().type());
        old.signal(new Signal.CallCleared("k1", Instant.EPOCH, Optional.empty(), org.jackfield.api.call.Cause.UNKNOWN));
        lane.sink().down("still nobody");
        assertTrue(lane.find(call).isPresent());
        assertEquals(null, facts.poll(200, TimeUnit.MILLISECONDS));
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
}
