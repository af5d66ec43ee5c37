package org.jackfield.testkit.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.junit.jupiter.api.Test;

class RecordingSinkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final Signal BEGUN =
            new Signal.CallStarted("1", NOW, NOW, Party.of("+12025550101", "Ann"), Party.of("1001", ""));

    private final RecordingSink sink = new RecordingSink();

    @Test
    void aWellBehavedDriverGivesNoOffence() {
        sink.connecting();
        inService();
        sink.signal(BEGUN);
        sink.down("The PBX is gone");
        inService();
        sink.silence();
        assertEquals(List.of(), sink.offences());
        assertEquals(2, sink.snapshots());
    }

    @Test
    void aSignalBeforeTheSnapshotIsAnOffence() {
        sink.up("today");
        sink.signal(BEGUN);
        assertEquals(1, sink.offences().size(), sink.offences().toString());
    }

    @Test
    void aSignalWhileDownIsAnOffence() {
        inService();
        sink.down("The PBX is gone");
        sink.signal(BEGUN);
        assertEquals(1, sink.offences().size(), sink.offences().toString());
    }

    @Test
    void aWordAfterCloseIsAnOffence() {
        inService();
        sink.silence();
        sink.down("The PBX is gone");
        assertTrue(
                sink.offences().get(0).startsWith("down was said after close"),
                sink.offences().toString());
    }

    @Test
    void anOutlineSaysTheCallAsAPersonWould() {
        List<Signal> signals = List.of(
                BEGUN,
                new Signal.LegStarted("1", NOW, leg("1", "trunk", ConnectionState.QUEUED)),
                new Signal.QueueEntered("1", NOW, "support"),
                new Signal.LegStarted("1", NOW, leg("2", "1001", ConnectionState.ALERTING)),
                new Signal.LegChanged("1", NOW, "2", ConnectionState.CONNECTED),
                new Signal.LegChanged("1", NOW, "2", ConnectionState.CONNECTED),
                new Signal.LegHeld("1", NOW, "2", true),
                new Signal.CallCleared("1", NOW, Optional.of("1"), Cause.NORMAL_CLEARING));
        assertEquals(Outline.of("""
                        call +12025550101 > 1001
                          trunk: queued
                          1001: alerting connected held
                          queue support: waiting
                        ended normalClearing
                        """), Outline.of(signals));
    }

    private void inService() {
        sink.up("today");
        sink.snapshot(new Snapshot(NOW, List.of()));
    }

    private static Leg leg(String id, String endpoint, ConnectionState state) {
        return Leg.of(id, endpoint, Party.UNKNOWN, state, NOW);
    }
}
