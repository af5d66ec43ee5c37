package org.jackfield.pbx.asterisk.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jackfield.api.call.Service;

/**
 * What an Asterisk offers its manager user: {@code ListCommands} names the actions that exist there and that the user
 * may use, and nothing else is offered to clients.
 */
final class Offered {
    private static final Map<Service, List<String>> NEEDS = Map.ofEntries(
            Map.entry(Service.MAKE_CALL, List.of("Originate")),
            Map.entry(Service.SINGLE_STEP_CONFERENCE_CALL, List.of("Originate")),
            Map.entry(Service.CLEAR_CONNECTION, List.of("Hangup")),
            Map.entry(Service.SINGLE_STEP_TRANSFER_CALL, List.of("BlindTransfer")),
            Map.entry(Service.CONSULTATION_CALL, List.of("Atxfer")),
            Map.entry(Service.TRANSFER_CALL, List.of("Bridge", "Hangup")),
            Map.entry(Service.RECONNECT_CALL, List.of("CancelAtxfer")),
            Map.entry(Service.DEFLECT_CALL, List.of("Redirect")),
            Map.entry(Service.CONFERENCE_CALL, List.of("Redirect")),
            Map.entry(Service.DIRECTED_PICKUP_CALL, List.of("Originate")),
            Map.entry(Service.GROUP_PICKUP_CALL, List.of("Originate")),
            Map.entry(Service.PARK_CALL, List.of("Park")),
            Map.entry(Service.GENERATE_DIGITS, List.of("PlayDTMF")),
            Map.entry(Service.START_RECORDING, List.of("MixMonitor", "StopMixMonitor")),
            Map.entry(Service.PAUSE_RECORDING, List.of("MixMonitorMute")),
            Map.entry(Service.RESUME_RECORDING, List.of("MixMonitorMute")),
            Map.entry(Service.STOP_RECORDING, List.of("StopMixMonitor")));
    /** Services that the phone itself performs when it is told to by SIP NOTIFY. */
    static final Set<Service> BY_PHONE = Set.of(Service.ANSWER_CALL, Service.HOLD_CALL, Service.RETRIEVE_CALL);

    private Offered() {}

    /**
     * @param commands the answer to {@code ListCommands}
     * @param rooms whether the dialplan has the context of conference rooms
     */
    static Set<Service> of(AmiMessage commands, boolean rooms, String lineTechnology) {
        Set<Service> offered = EnumSet.noneOf(Service.class);
        NEEDS.forEach((service, actions) -> {
            if (actions.stream().noneMatch(action -> commands.get(action).isEmpty())) {
                offered.add(service);
            }
        });
        if (!rooms) {
            offered.remove(Service.CONFERENCE_CALL);
        }
        String notify = lineTechnology.equals("SIP") ? "SIPnotify" : "PJSIPNotify";
        if (!commands.get(notify).isEmpty()) {
            offered.addAll(BY_PHONE);
        }
        return Set.copyOf(offered);
    }
}
