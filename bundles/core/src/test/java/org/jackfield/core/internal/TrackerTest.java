package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.junit.jupiter.api.Test;

/** What the tracker makes of signals, as a person would tell the call. */
class TrackerTest {
    private static final Instant T0 = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final List<CallEventType> events = new ArrayList<>();
    private final Tracker tracker = newTracker();

    private Tracker newTracker() {
        Tracker made = new Tracker(new Link(), (type, call, at, connection, reconstructed) -> {
            events.add(type);
            calls.put(call.id, call.picture(at));
        });
        made.up("run 1", T0);
        return made;
    }

    private static Instant at(long ms) {
        return T0.plusMillis(ms);
    }

    private Call only() {
        assertEquals(1, calls.size());
        return calls.values().iterator().next();
    }

    private void ring() {
        tracker.apply(new Signal.CallStarted(
                "k1", at(0), at(0), Party.of("+12025550101", "Ann"), Party.of("+442079460111", "")));
        tracker.apply(new Signal.LegStarted(
                "k1", at(0), Leg.of("k1", "trunk", Party.of("+12025550101", "Ann"), ConnectionState.INITIATED, at(0))));
        tracker.apply(new Signal.LegStarted(
                "k1", at(5), Leg.of("k2", "1001", Party.UNKNOWN, ConnectionState.ALERTING, at(5))));
    }

    @Test
    void answeredCallKnowsWhoAnsweredHowLongAndWhoHungUp() {
        ring();
        tracker.apply(new Signal.LegChanged("k1", at(1005), "k2", ConnectionState.CONNECTED));
        assertEquals(CallState.CONNECTED, only().state());
        tracker.apply(new Signal.LegCleared("k1", at(3005), "k2", Cause.NORMAL_CLEARING));
        tracker.apply(new Signal.CallCleared("k1", at(3010), Optional.of("k2"), Cause.NORMAL_CLEARING));
        Call call = only();
        Connection agent = call.connection("c2").orElseThrow();
        assertEquals(Direction.INBOUND, call.direction());
        assertEquals(Optional.of("alice"), agent.agent());
        assertEquals(1000, agent.alertingMs());
        assertEquals(2000, agent.connectedMs());
        assertEquals(Optional.of(Role.AGENT), call.endedBy());
        assertEquals(Optional.of(Cause.NORMAL_CLEARING), call.cause());
        assertEquals("1001", call.answeredBy().orElseThrow().line().orElseThrow());
    }

    @Test
    void callerWhoLeavesBeforeTheAnswerAbandonedTheCall() {
        ring();
        tracker.apply(new Signal.LegCleared("k1", at(900), "k2", Cause.CALLER_ABANDONED));
        tracker.apply(new Signal.CallCleared("k1", at(901), Optional.of("k1"), Cause.NORMAL_CLEARING));
        assertEquals(Optional.of(Cause.ABANDONED), only().cause());
        assertEquals(Optional.of(Role.CUSTOMER), only().endedBy());
    }

    @Test
    void holdCountsOnceAndNotAsTalk() {
        ring();
        tracker.apply(new Signal.LegChanged("k1", at(1000), "k2", ConnectionState.CONNECTED));
        tracker.apply(new Signal.LegHeld("k1", at(2000), "k2", true));
        tracker.apply(new Signal.LegHeld("k1", at(2100), "k2", true));
        assertEquals(CallState.HOLD, only().state());
        tracker.apply(new Signal.LegRetrieved("k1", at(2500), "k2"));
        tracker.apply(new Signal.LegHeld("k1", at(3000), "k2", false));
        tracker.apply(new Signal.LegCleared("k1", at(4000), "k2", Cause.NORMAL_CLEARING));
        Connection agent = only().connection("c2").orElseThrow();
        assertEquals(500, agent.deviceHoldMs());
        assertEquals(1500, agent.holdMs());
        assertEquals(1500, agent.talkMs());
    }

    @Test
    void aRestartedServerFindsTheSameId() {
        ring();
        String before = only().id();
        calls.clear();
        Tracker again = newTracker();
        new Resync(again, id -> false)
                .apply(
                        new Snapshot(
                                at(5000),
                                List.of(new Snapshot.SnapshotCall(
                                        "k1",
                                        at(400),
                                        at(0),
                                        Party.of("+12025550101", "Ann"),
                                        Party.UNKNOWN,
                                        Optional.empty(),
                                        List.of(Leg.of(
                                                "k1", "trunk", Party.UNKNOWN, ConnectionState.CONNECTED, at(0)))))),
                        List.of());
        assertEquals(before, only().id());
        assertTrue(only().reconstructed());
    }

    @Test
    void whatTheSnapshotNoLongerShowsHasEndedUnseen() {
        ring();
        new Resync(tracker, id -> false).apply(new Snapshot(at(9000), List.of()), List.of());
        assertEquals(CallState.ENDED, only().state());
        assertEquals(Optional.of(Cause.END_UNSEEN), only().cause());
        assertTrue(only().reconstructed());
    }

    @Test
    void aSnapshotThatShowsWhatIsKnownTellsNothing() {
        ring();
        events.clear();
        new Resync(tracker, id -> false)
                .apply(
                        new Snapshot(
                                at(100),
                                List.of(new Snapshot.SnapshotCall(
                                        "k1",
                                        at(0),
                                        at(0),
                                        Party.UNKNOWN,
                                        Party.UNKNOWN,
                                        Optional.empty(),
                                        List.of(
                                                Leg.of("k1", "trunk", Party.UNKNOWN, ConnectionState.INITIATED, at(0)),
                                                Leg.of(
                                                        "k2",
                                                        "1001",
                                                        Party.UNKNOWN,
                                                        ConnectionState.ALERTING,
                                                        at(5)))))),
                        List.of());
        assertEquals(List.of(), events);
    }

    @Test
    void aRestartedPbxEndsItsCallsAndItsIdsMeanOtherCalls() {
        ring();
        String before = only().id();
        tracker.up("run 2", at(60_000));
        assertEquals(Optional.of(Cause.PBX_RESTART), only().cause());
        calls.clear();
        ring();
        assertNotEquals(before, only().id());
    }

    @Test
    void lateRingingDoesNotUndoTheAnswer() {
        ring();
        tracker.apply(new Signal.LegChanged("k1", at(1000), "k2", ConnectionState.CONNECTED));
        tracker.apply(new Signal.LegChanged("k1", at(1001), "k2", ConnectionState.ALERTING));
        assertEquals(
                ConnectionState.CONNECTED, only().connection("c2").orElseThrow().state());
    }

    @Test
    void signalsAboutUnknownCallsChangeNothing() {
        tracker.apply(new Signal.LegChanged("nobody", at(0), "x", ConnectionState.CONNECTED));
        tracker.apply(new Signal.CallCleared("nobody", at(0), Optional.empty(), Cause.UNKNOWN));
        assertTrue(calls.isEmpty());
    }

    /** Alice sits at 1001; three to five digits are lines. */
    static final class Link implements LinkContext {
        @Override
        public String name() {
            return "asterisk~main";
        }

        @Override
        public String tenant() {
            return "main";
        }

        @Override
        public String nativeIdKind() {
            return "asterisk.uniqueid";
        }

        @Override
        public Party read(Party told) {
            return told;
        }

        @Override
        public boolean isLine(String endpoint) {
            return endpoint.matches("[1-9][0-9]{2,4}");
        }

        @Override
        public boolean isOutside(Party party) {
            return party.number().filter(n -> n.startsWith("+")).isPresent();
        }

        @Override
        public Optional<String> agentAt(LineRef line) {
            return line.line().equals("1001") ? Optional.of("alice") : Optional.empty();
        }

        @Override
        public List<Service> allowed(LiveLeg leg, Situation situation) {
            return List.of();
        }
    }
}
