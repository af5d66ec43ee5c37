package org.jackfield.core.internal;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jackfield.api.call.ConnectionState;

/**
 * Connections of an earlier run of this server, until the PBX has shown what became of them. Its lane's thread only.
 */
final class Restored {
    private final Map<LiveLeg, ConnectionState> before = new IdentityHashMap<>();

    void add(LiveCall call) {
        call.legs.values().stream().filter(LiveLeg::live).forEach(leg -> before.put(leg, leg.state));
    }

    /** What goes on unchanged since before the restart is news to everybody but the PBX. */
    void tell(Tracker tracker, Instant at) {
        before.forEach((leg, state) -> {
            if (leg.live() && leg.state == state) {
                tracker.callOfLeg(leg.leg).ifPresent(call -> tracker.tellAgain(call, leg, at));
            }
        });
        before.clear();
    }
}
