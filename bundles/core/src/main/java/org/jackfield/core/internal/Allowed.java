package org.jackfield.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;

/** What a client may ask of a connection, from its state and from what the driver can do at that line. */
final class Allowed {
    private static final List<Service> RINGING =
            List.of(Service.ANSWER_CALL, Service.DEFLECT_CALL, Service.CLEAR_CONNECTION);
    private static final List<Service> TALKING = List.of(
            Service.HOLD_CALL,
            Service.CONSULTATION_CALL,
            Service.SINGLE_STEP_TRANSFER_CALL,
            Service.PARK_CALL,
            Service.GENERATE_DIGITS,
            Service.START_RECORDING,
            Service.CLEAR_CONNECTION);
    private static final List<Service> HOLDING = List.of(Service.RETRIEVE_CALL, Service.CLEAR_CONNECTION);
    private static final List<Service> CALLING = List.of(Service.CLEAR_CONNECTION);

    private Allowed() {}

    static List<Service> of(LiveLeg leg, Predicate<Service> supported) {
        boolean ours = leg.role == Role.AGENT || leg.role == Role.INTERNAL;
        if (!ours || !leg.live() || leg.participation != Participation.ACTIVE) {
            return List.of();
        }
        List<Service> sensible =
                switch (leg.state) {
                    case ALERTING -> RINGING;
                    case CONNECTED -> TALKING;
                    case HOLD -> HOLDING;
                    case INITIATED -> CALLING;
                    default -> List.of();
                };
        List<Service> allowed = new ArrayList<>(sensible.size());
        for (Service service : sensible) {
            if (supported.test(service)) {
                allowed.add(service);
            }
        }
        return allowed;
    }
}
