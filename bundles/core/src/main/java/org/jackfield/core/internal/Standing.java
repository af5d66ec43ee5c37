package org.jackfield.core.internal;

import java.util.Collection;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.ServiceKind;

/** How a live call stands, from how its legs stand. Pure. */
final class Standing {
    private Standing() {}

    /**
     * The state of a call that is not over.
     *
     * @param originator the first leg; null if there is none yet
     * @param waits whether it is in an ACD group
     */
    static CallState of(Collection<LiveLeg> legs, LiveLeg originator, Direction direction, boolean waits) {
        boolean alerting = false;
        boolean held = false;
        boolean parked = false;
        boolean served = false;
        for (LiveLeg leg : legs) {
            if (leg == originator && direction != Direction.OUTBOUND || !leg.live()) {
                continue;
            }
            if (leg.role == Role.SERVICE) {
                parked |= leg.kind.filter(kind -> kind == ServiceKind.PARK).isPresent();
                served |= leg.state == ConnectionState.CONNECTED;
            } else if (leg == originator) {
                held |= leg.state == ConnectionState.HOLD;
            } else if (leg.state == ConnectionState.CONNECTED) {
                return holds(originator) ? CallState.HOLD : CallState.CONNECTED;
            } else {
                held |= leg.state == ConnectionState.HOLD;
                alerting |= leg.state == ConnectionState.ALERTING;
            }
        }
        if (held) {
            return CallState.HOLD;
        }
        if (parked) {
            return CallState.PARKED;
        }
        if (alerting) {
            return CallState.ALERTING;
        }
        if (waits) {
            return CallState.QUEUED;
        }
        return served ? CallState.CONNECTED : CallState.INITIATED;
    }

    private static boolean holds(LiveLeg originator) {
        return originator.state == ConnectionState.HOLD && originator.role != Role.CUSTOMER;
    }
}
