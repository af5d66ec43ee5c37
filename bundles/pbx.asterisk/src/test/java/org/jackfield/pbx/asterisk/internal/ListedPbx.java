package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an Asterisk would list at any place of a recorded stream: its channels by its own events, mechanically. */
final class ListedPbx {
    private final Map<String, Map<String, String>> channels = new LinkedHashMap<>();
    private final Map<String, String> queues = new LinkedHashMap<>();
    private final Map<String, String> parked = new LinkedHashMap<>();
    private final AmiParser parser = new AmiParser(Set.of(), this::see, reject -> {});

    void feed(byte[] bytes, int from, int to) {
        byte[] piece = java.util.Arrays.copyOfRange(bytes, from, to);
        parser.feed(piece, piece.length);
    }

    private void see(AmiMessage m) {
        String id = m.get("Uniqueid");
        switch (m.event()) {
            case "Newchannel", "Newstate", "BridgeEnter", "NewCallerid" -> {
                Map<String, String> row = channels.get(id);
                if (row == null && m.event().equals("Newchannel")) {
                    row = new LinkedHashMap<>();
                    channels.put(id, row);
                }
                if (row != null) {
                    for (String name : List.of(
                            "Channel",
                            "ChannelState",
                            "CallerIDNum",
                            "CallerIDName",
                            "Exten",
                            "Uniqueid",
                            "Linkedid")) {
                        row.put(name, m.get(name));
                    }
                    if (m.event().equals("BridgeEnter")) {
                        row.put("BridgeId", m.get("BridgeUniqueid"));
                    }
                }
            }
            case "BridgeLeave" -> {
                if (channels.containsKey(id)) {
                    channels.get(id).remove("BridgeId");
                }
            }
            case "Hangup" -> channels.remove(id);
            case "QueueCallerJoin" -> queues.put(id, m.get("Queue"));
            case "QueueCallerLeave" -> queues.remove(id);
            case "ParkedCall" -> parked.put(m.get("ParkeeUniqueid"), m.get("ParkingSpace"));
            case "UnParkedCall", "ParkedCallTimeOut", "ParkedCallGiveUp" -> parked.remove(m.get("ParkeeUniqueid"));
            default -> {
                // nothing a list would show
            }
        }
    }

    Lists lists() {
        Lists lists = new Lists();
        List<String> shown = new ArrayList<>();
        channels.values().forEach(row -> shown.add(event("CoreShowChannel", row)));
        lists.add("CoreShowChannels", answer(shown));
        List<String> waiting = new ArrayList<>();
        queues.forEach((id, queue) -> waiting.add(event("QueueEntry", Map.of("Uniqueid", id, "Queue", queue))));
        lists.add("QueueStatus", answer(waiting));
        List<String> lot = new ArrayList<>();
        parked.forEach(
                (id, space) -> lot.add(event("ParkedCall", Map.of("ParkeeUniqueid", id, "ParkingSpace", space))));
        lists.add("ParkedCalls", answer(lot));
        return lists;
    }

    private static String event(String name, Map<String, String> row) {
        StringBuilder text = new StringBuilder("Event: " + name + "\r\n");
        row.forEach((header, value) ->
                text.append(header).append(": ").append(value).append("\r\n"));
        return text.append("Duration: 00:00:01\r\n\r\n").toString();
    }

    private static List<AmiMessage> answer(List<String> events) {
        List<AmiMessage> messages = new ArrayList<>();
        byte[] bytes = ("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nEventList: start\r\n\r\n"
                        + String.join("", events))
                .getBytes(StandardCharsets.UTF_8);
        new AmiParser(Set.of(), messages::add, reject -> {
                    throw new AssertionError(reject);
                })
                .feed(bytes, bytes.length);
        return messages;
    }
}
