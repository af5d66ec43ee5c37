package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Missed.MissedCall;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;
import org.junit.jupiter.api.Test;

/** What must have happened while nobody was looking. */
class ResyncTest {
    private static final Instant T0 = Instant.parse("2026-03-02T09:00:00Z");

    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final List<CallEventType> events = new ArrayList<>();
    private final Tracker tracker = new Tracker(new TrackerTest.Link(), (type, call, at, connection, reconstructed) -> {
        events.add(type);
        calls.put(call.id, call.picture(at));
    });
    private final Resync resync = new Resync(tracker, id -> false);

    ResyncTest() {
        tracker.up("run 1", T0);
    }

    private static Instant at(long ms) {
        return T0.plusMillis(ms);
    }

    private static Leg leg(String id, String endpoint, ConnectionState state) {
        return Leg.of(id, endpoint, Party.UNKNOWN, state, at(0));
    }

    private static SnapshotCall shown(String key, Leg... legs) {
        return new SnapshotCall(key, at(0), at(0), Party.UNKNOWN, Party.UNKNOWN, Optional.empty(), List.of(legs));
    }

    private static List<Signal> story(String key, String trunkLeg, String phoneLeg) {
        return List.of(
                new Signal.CallStarted(key, at(0), at(0), Party.of("+12025550101", "Ann"), Party.UNKNOWN),
                new Signal.LegStarted(key, at(0), leg(trunkLeg, "trunk", ConnectionState.INITIATED)),
                new Signal.LegStarted(key, at(10), leg(phoneLeg, "1001", ConnectionState.ALERTING)),
                new Signal.LegChanged(key, at(1000), phoneLeg, ConnectionState.CONNECTED),
                new Signal.LegCleared(key, at(5000), phoneLeg, Cause.NORMAL_CLEARING),
                new Signal.CallCleared(key, at(5000), Optional.of(phoneLeg), Cause.NORMAL_CLEARING));
    }

    private Call only() {
        assertEquals(1, calls.size());
        return calls.values().iterator().next();
    }

    @Test
    void aCallThatEndedInTheGapEndsAsThePbxRecordedIt() {
        story("k1", "k1", "k2").subList(0, 3).forEach(tracker::apply);
        events.clear();
        resync.apply(
                new Snapshot(at(60_000), List.of()),
                List.of(new MissedCall("k1", story("k1", "k1", "k1/PJSIP/1001-01"))));
        assertEquals(Optional.of(at(5000)), only().endedAt());
        assertEquals(Optional.of(Cause.NORMAL_CLEARING), only().cause());
        assertEquals(4000, only().connection("c2").orElseThrow().connectedMs());
        assertEquals(List.of(CallEventType.CALL_CLEARED), events, "nobody's page rings for a call that is over");
        assertTrue(only().reconstructed());
    }

    @Test
    void aCallThatBeganAndEndedInTheGapIsToldOnceAsEnded() {
        resync.fillIn(List.of(new MissedCall("k1", story("k1", "k1", "k2"))));
        assertEquals(List.of(CallEventType.CALL_CLEARED), events);
        assertEquals(CallState.ENDED, only().state());
        assertEquals("1001", only().answeredBy().orElseThrow().line().orElseThrow());
        assertTrue(only().reconstructed());
    }

    @Test
    void twoCallsThatBecameOneInTheGapAreToldAsMerged() {
        story("k1", "k1", "k2").subList(0, 4).forEach(tracker::apply);
        tracker.apply(new Signal.CallStarted("k3", at(2000), at(2000), Party.of("1001", ""), Party.of("1002", "")));
        tracker.apply(new Signal.LegStarted("k3", at(2000), leg("k3", "1001", ConnectionState.INITIATED)));
        tracker.apply(new Signal.LegStarted("k3", at(2000), leg("k4", "1002", ConnectionState.CONNECTED)));
        resync.apply(
                new Snapshot(
                        at(60_000),
                        List.of(shown(
                                "k1",
                                leg("k1", "trunk", ConnectionState.CONNECTED),
                                leg("k4", "1002", ConnectionState.CONNECTED)))),
                List.of());
        assertEquals(2, calls.size());
        List<Call> told = List.copyOf(calls.values());
        assertEquals(CallState.CONNECTED, told.get(0).state());
        assertEquals(Optional.of(Cause.MERGED), told.get(1).cause());
    }

    @Test
    void holdAndRetrievalInTheGapAreTold() {
        story("k1", "k1", "k2").subList(0, 4).forEach(tracker::apply);
        Leg trunk = leg("k1", "trunk", ConnectionState.CONNECTED);
        resync.apply(
                new Snapshot(at(2000), List.of(shown("k1", trunk, leg("k2", "1001", ConnectionState.HOLD))), true),
                List.of());
        assertEquals(CallState.HOLD, only().state());
        Snapshot connected = new Snapshot(
                at(3000), List.of(shown("k1", trunk, leg("k2", "1001", ConnectionState.CONNECTED))), false);
        resync.apply(connected, List.of());
        assertEquals(CallState.HOLD, only().state(), "a PBX that does not list hold proves nothing");
        resync.apply(new Snapshot(at(3000), connected.calls(), true), List.of());
        assertEquals(CallState.CONNECTED, only().state());
        assertEquals(1000, only().connection("c2").orElseThrow().holdMs());
    }

    @Test
    void aCallThatIsOverAndStillListedIsNotOpenedAgain() {
        story("k1", "k1", "k2").forEach(tracker::apply);
        events.clear();
        new Resync(tracker, id -> id.equals("k1"))
                .apply(
                        new Snapshot(at(5001), List.of(shown("k1", leg("k1", "trunk", ConnectionState.CONNECTED)))),
                        List.of());
        assertEquals(List.of(), events);
    }
}
