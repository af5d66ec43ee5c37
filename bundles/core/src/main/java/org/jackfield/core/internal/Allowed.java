package org.jackfield.core.internal;

import static org.jackfield.api.call.Service.ANSWER_CALL;
import static org.jackfield.api.call.Service.CLEAR_CONNECTION;
import static org.jackfield.api.call.Service.CONFERENCE_CALL;
import static org.jackfield.api.call.Service.CONSULTATION_CALL;
import static org.jackfield.api.call.Service.DEFLECT_CALL;
import static org.jackfield.api.call.Service.DIRECTED_PICKUP_CALL;
import static org.jackfield.api.call.Service.GENERATE_DIGITS;
import static org.jackfield.api.call.Service.HOLD_CALL;
import static org.jackfield.api.call.Service.PARK_CALL;
import static org.jackfield.api.call.Service.PAUSE_RECORDING;
import static org.jackfield.api.call.Service.RECONNECT_CALL;
import static org.jackfield.api.call.Service.RESUME_RECORDING;
import static org.jackfield.api.call.Service.RETRIEVE_CALL;
import static org.jackfield.api.call.Service.SINGLE_STEP_CONFERENCE_CALL;
import static org.jackfield.api.call.Service.SINGLE_STEP_TRANSFER_CALL;
import static org.jackfield.api.call.Service.START_RECORDING;
import static org.jackfield.api.call.Service.STOP_RECORDING;
import static org.jackfield.api.call.Service.TRANSFER_CALL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;

/**
 * What a client may ask of a connection, from its state and from what the driver can do at that line. A consultation
 * that the PBX makes on the phone's own leg offers no clearConnection: to hang up that leg is to complete the transfer.
 */
final class Allowed {
    private static final List<Service> RINGING =
            List.of(ANSWER_CALL, DEFLECT_CALL, DIRECTED_PICKUP_CALL, CLEAR_CONNECTION);
    /** The line's own phone rings for a call it shall make. */
    private static final List<Service> RINGING_TO_CALL = List.of(ANSWER_CALL, CLEAR_CONNECTION);

    private static final List<Service> TALKING = List.of(
            HOLD_CALL,
            CONSULTATION_CALL,
            SINGLE_STEP_TRANSFER_CALL,
            PARK_CALL,
            GENERATE_DIGITS,
            SINGLE_STEP_CONFERENCE_CALL,
            CLEAR_CONNECTION);
    private static final List<Service> CONFERRING =
            List.of(HOLD_CALL, GENERATE_DIGITS, SINGLE_STEP_CONFERENCE_CALL, CLEAR_CONNECTION);
    private static final List<Service> HOLDING_CONFERENCE = List.of(RETRIEVE_CALL, CLEAR_CONNECTION);
    private static final List<Service> HOLDING = List.of(RETRIEVE_CALL, SINGLE_STEP_TRANSFER_CALL, CLEAR_CONNECTION);
    private static final List<Service> CONSULTING =
            List.of(TRANSFER_CALL, CONFERENCE_CALL, RECONNECT_CALL, GENERATE_DIGITS);
    private static final List<Service> CONSULTING_BY_PHONE =
            List.of(TRANSFER_CALL, CONFERENCE_CALL, RECONNECT_CALL, GENERATE_DIGITS, CLEAR_CONNECTION);
    /** The person consulted rings yet: the transfer may be completed unannounced. */
    private static final List<Service> CONSULTING_SOON = List.of(TRANSFER_CALL, RECONNECT_CALL);

    private static final List<Service> CLEAR = List.of(CLEAR_CONNECTION);
    private static final List<Service> NOT_RECORDED = List.of(START_RECORDING);
    private static final List<Service> RECORDED = List.of(PAUSE_RECORDING, STOP_RECORDING);
    private static final List<Service> PAUSED = List.of(RESUME_RECORDING, STOP_RECORDING);

    private Allowed() {}

    static List<Service> of(LiveLeg leg, Situation situation, Predicate<Service> supported) {
        boolean ours = leg.role == Role.AGENT || leg.role == Role.INTERNAL;
        if (!ours || !leg.live()) {
            return List.of();
        }
        if (leg.participation != Participation.ACTIVE) {
            return CLEAR.stream().filter(supported).toList();
        }
        List<Service> allowed = new ArrayList<>(10);
        add(sensible(leg, situation), leg, supported, allowed);
        add(recording(leg, situation), leg, supported, allowed);
        return List.copyOf(allowed);
    }

    private static void add(List<Service> services, LiveLeg leg, Predicate<Service> supported, List<Service> allowed) {
        for (Service service : services) {
            if (supported.test(needed(service, leg))) {
                allowed.add(service);
            }
        }
    }

    /** To go back from a consultation that the phone itself made is to let that phone retrieve the call it holds. */
    private static Service needed(Service service, LiveLeg leg) {
        return service == RECONNECT_CALL && !leg.shared() ? RETRIEVE_CALL : service;
    }

    private static List<Service> sensible(LiveLeg leg, Situation situation) {
        return switch (leg.state) {
            case ALERTING -> situation.originator() ? RINGING_TO_CALL : RINGING;
            case CONNECTED -> connected(leg, situation);
            case HOLD -> leg.shared() ? List.of() : situation.conference() ? HOLDING_CONFERENCE : HOLDING;
            case INITIATED -> CLEAR;
            default -> List.of();
        };
    }

    private static List<Service> connected(LiveLeg leg, Situation situation) {
        if (leg.shared()) {
            if (!situation.consultation()) {
                return List.of();
            }
            return situation.talk() ? CONSULTING : CONSULTING_SOON;
        }
        if (!situation.talk()) {
            return CLEAR;
        }
        if (situation.conference()) {
            return CONFERRING;
        }
        return situation.consultation() ? CONSULTING_BY_PHONE : TALKING;
    }

    private static List<Service> recording(LiveLeg leg, Situation situation) {
        if (!leg.talking() || leg.shared() && situation.consultation()) {
            return List.of();
        }
        return switch (leg.recording()) {
            case STARTED, RESUMED -> RECORDED;
            case PAUSED -> PAUSED;
            case STOPPED -> situation.talk() ? NOT_RECORDED : List.of();
        };
    }
}
