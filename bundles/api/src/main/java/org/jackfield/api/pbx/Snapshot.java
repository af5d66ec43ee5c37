package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Party;

/** All calls that are up at a PBX at one moment. */
public record Snapshot(Instant at, List<SnapshotCall> calls) {
    public Snapshot {
        calls = List.copyOf(calls);
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
