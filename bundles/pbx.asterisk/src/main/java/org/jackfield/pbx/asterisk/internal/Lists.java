package org.jackfield.pbx.asterisk.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers of Asterisk's list actions. "Nothing there" comes as an error, and so does a list the user may not see;
 * neither is a fault.
 */
final class Lists {
    /** The actions, and the event each answers with. */
    static final Map<String, String> ACTIONS = actions();

    private final Map<String, List<AmiMessage>> rows = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    private static Map<String, String> actions() {
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put("CoreShowChannels", "CoreShowChannel");
        actions.put("Status", "Status");
        actions.put("BridgeList", "BridgeListItem");
        actions.put("QueueStatus", "QueueEntry");
        actions.put("ParkedCalls", "ParkedCall");
        actions.put("DeviceStateList", "DeviceStateChange");
        return actions;
    }

    /** Takes the answer to an action: the response, then its events. */
    void add(String action, List<AmiMessage> answer) {
        AmiMessage response = answer.get(0);
        if (response.get("Response").equalsIgnoreCase("Error")
                && response.get("Message").toLowerCase(java.util.Locale.ROOT).contains("permission")) {
            refused.add(action);
        }
        List<AmiMessage> events = new ArrayList<>(answer.size());
        for (AmiMessage message : answer) {
            if (message.event().equals(ACTIONS.get(action))) {
                events.add(message);
            }
        }
        rows.put(action, events);
    }

    List<AmiMessage> rows(String action) {
        return rows.getOrDefault(action, List.of());
    }

    /** Lists this user may not see. */
    Set<String> refused() {
        return refused;
    }

    /** Bridges in which people wait beside each other instead of talking: parking lots. */
    Set<String> waitingRooms() {
        Set<String> rooms = new HashSet<>();
        for (AmiMessage bridge : rows("BridgeList")) {
            if (bridge.get("BridgeTechnology").equals("holding_bridge")) {
                rooms.add(bridge.get("BridgeUniqueid"));
            }
        }
        return rooms;
    }

    /** Bridges that are conferences. */
    Set<String> conferences() {
        Set<String> rooms = new HashSet<>();
        for (AmiMessage bridge : rows("BridgeList")) {
            if (bridge.get("BridgeCreator").equals("ConfBridge")) {
                rooms.add(bridge.get("BridgeUniqueid"));
            }
        }
        return rooms;
    }

    /** Queue by the uniqueid of who waits in it. */
    Map<String, String> queues() {
        Map<String, String> queues = new HashMap<>();
        rows("QueueStatus").forEach(entry -> queues.put(entry.get("Uniqueid"), entry.get("Queue")));
        return queues;
    }

    /** What was dialled to get there, by uniqueid; the channel's own extension is wherever the dialplan is by now. */
    Map<String, String> dialled() {
        Map<String, String> dialled = new HashMap<>();
        rows("Status").forEach(status -> dialled.put(status.get("Uniqueid"), AmiText.number(status.get("DNID"))));
        return dialled;
    }

    /** Who is parked, by uniqueid. */
    Map<String, AmiMessage> parked() {
        Map<String, AmiMessage> parked = new HashMap<>();
        rows("ParkedCalls").forEach(call -> parked.put(call.get("ParkeeUniqueid"), call));
        return parked;
    }

    /** The state of each device, for example {@code PJSIP/1001} is {@code ONHOLD}; empty if the user may not see it. */
    Optional<Map<String, String>> devices() {
        List<AmiMessage> states = rows("DeviceStateList");
        if (states.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> devices = new HashMap<>();
        states.forEach(state -> devices.put(state.get("Device"), state.get("State")));
        return Optional.of(devices);
    }
}
