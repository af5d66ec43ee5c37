package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Party;

/**
 * All calls that are up at a PBX at one moment.
 *
 * @param tellsHold whether a leg shown as connected is surely not on hold; a PBX that does not list hold shows a held
 *     leg as connected
 */
public record Snapshot(Instant at, List<SnapshotCall> calls, boolean tellsHold) {
    public Snapshot {
        calls = List.copyOf(calls);
    }

    /** Of a PBX that does not list hold. */
    public Snapshot(Instant at, List<SnapshotCall> calls) {
        this(at, calls, false);
    }

    /**
     * A call as the PBX shows it.
     *
     * @param call the driver's key for it; if any of its legs is known to the core under another key, that call is
     *     meant
     * @param created as in {@link Signal.CallStarted}
     * @param queue where it waits
     */
    public record SnapshotCall(
            String call,
            Instant startedAt,
            Instant created,
            Party caller,
            Party called,
            Optional<String> queue,
            List<Leg> legs) {
        public SnapshotCall {
            legs = List.copyOf(legs);
        }
    }
}
