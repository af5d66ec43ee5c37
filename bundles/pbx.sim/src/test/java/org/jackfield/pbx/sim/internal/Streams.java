package org.jackfield.pbx.sim.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session sorted into streams that have an order of their own (each channel, bridge, device …), with ids numbered in
 * the order they appear and values left out that depend on the clock or on what was called before.
 */
final class Streams {
    /**
     * Left out of the comparison, with the reason: TestEvent exists only in builds with the test framework;
     * SuccessfulAuth, FullyBooted and UserEvent belong to the session and not to a call; RTCPSent comes by the clock of
     * a sound stream that the simulation does not have.
     */
    private static final Set<String> OTHER_EVENTS =
            Set.of("TestEvent", "SuccessfulAuth", "FullyBooted", "UserEvent", "RTCPSent");

    /** Statistics of sound; which leg shows them varies among the recordings. */
    private static final String SOUND = "RTPAUDIOQOS";

    /** Times, and what was counted in the recorded session before. */
    private static final Set<String> CLOCK = Set.of(
            "Timestamp",
            "EventTime",
            "StartTime",
            "EndTime",
            "Duration",
            "BillableSeconds",
            "LoginTime",
            "LastPause",
            "LastCall",
            "CallsTaken",
            "HoldTime",
            "RingTime",
            "TalkTime");

    private static final Pattern TIMES = Pattern.compile(".*TIME(_MS)?|QUEUEWAIT(_MS)?|BRIDGEPVTCALLID");
    private static final Pattern CHANNEL =
            Pattern.compile("(?:PJSIP|Local)/[^\\s,\"@]+(?:@[a-z-]+)?-[0-9a-f]{8}(?:;[12])?");
    private static final Pattern BRIDGE = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UNIQUEID = Pattern.compile("lab1-\\d+\\.\\d+");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<String>> streams = new TreeMap<>();

    Streams(List<Recording.Message> messages) {
        messages.stream().filter(Streams::compared).forEach(this::sort);
    }

    Map<String, List<String>> all() {
        return streams;
    }

    private static boolean compared(Recording.Message message) {
        return !message.event().isEmpty()
                && !message.headers().get(1).getKey().equals("ActionID")
                && !OTHER_EVENTS.contains(message.event())
                && !message.get("Variable").startsWith(SOUND);
    }

    private void sort(Recording.Message message) {
        String event = message.event();
        StringBuilder shown = new StringBuilder(event);
        // Which leg is the last of a call is a race, so only the shape of its last record is compared.
        boolean last = message.get("EventName").equals("LINKEDID_END");
        for (Map.Entry<String, String> header :
                message.headers().subList(1, message.headers().size())) {
            shown.append("\n    ").append(name(header.getKey())).append(": ");
            shown.append(last ? "" : value(message, header));
        }
        for (String stream : streamsOf(message)) {
            List<String> before = streams.computeIfAbsent(stream, added -> new ArrayList<>());
            // Asterisk repeats the state of a Local device for each of its halves.
            boolean repeated = stream.startsWith("device Local/")
                    && !before.isEmpty()
                    && before.get(before.size() - 1).contentEquals(shown);
            if (!repeated) {
                before.add(shown.toString());
            }
        }
    }

    private List<String> streamsOf(Recording.Message message) {
        String channel = name(message.get("Channel").isEmpty() ? message.get("DestChannel") : message.get("Channel"));
        return switch (message.event()) {
            case "CEL" ->
                List.of(
                        message.get("EventName").equals("LINKEDID_END")
                                ? "end of " + name(message.get("LinkedID"))
                                : "log of " + channel);
            case "Cdr" -> List.of("account of " + channel);
            // Comes on a path of its own: recording 02 has it after BridgeLeave, 22b before.
            case "AgentComplete" -> List.of("completion of " + channel);
            case "BridgeCreate", "BridgeDestroy" -> List.of("bridge " + name(message.get("BridgeUniqueid")));
            case "BridgeEnter", "BridgeLeave" ->
                List.of("bridge " + name(message.get("BridgeUniqueid")), "channel " + channel);
            case "DeviceStateChange" -> List.of("device " + message.get("Device"));
            case "ExtensionStatus" -> List.of("hint " + message.get("Exten"));
            case "QueueMemberStatus", "QueueMemberPause" -> List.of("member " + message.get("Interface"));
            case "BlindTransfer" -> List.of("channel " + name(message.get("TransfererChannel")));
            case "LocalBridge" -> List.of("channel " + name(message.get("LocalOneChannel")));
            case "OriginateResponse" -> List.of("originate");
            default -> List.of("channel " + channel);
        };
    }

    private String value(Recording.Message message, Map.Entry<String, String> header) {
        if (CLOCK.contains(header.getKey())) {
            return "(clock)";
        }
        // A member's phone and its queue learn of the answer on different paths: recording 02 has 1 here, 22b has 0.
        if (header.getKey().equals("InCall")) {
            return "(race)";
        }
        // Whether DialState still sees the phone as Down is a race: recording 02 has both.
        if (message.event().equals("DialState") && header.getKey().startsWith("DestChannelState")) {
            return "(race)";
        }
        if (header.getKey().equals("AnswerTime")) {
            return header.getValue().isEmpty() ? "" : "(clock)";
        }
        if (header.getKey().equals("Value")
                && TIMES.matcher(message.get("Variable")).matches()) {
            return header.getValue().isEmpty() ? "" : "(clock)";
        }
        return name(header.getValue());
    }

    /** Replaces every id by its number among those of its kind. */
    private String name(String text) {
        return number(BRIDGE, number(UNIQUEID, number(CHANNEL, text)));
    }

    private String number(Pattern id, String text) {
        Matcher found = id.matcher(text);
        StringBuilder numbered = new StringBuilder();
        while (found.find()) {
            found.appendReplacement(
                    numbered,
                    Matcher.quoteReplacement(names.computeIfAbsent(found.group(), added -> number(id, found))));
        }
        return found.appendTail(numbered).toString();
    }

    private String number(Pattern id, Matcher found) {
        String kind = id == BRIDGE
                ? "bridge"
                : id == UNIQUEID ? "call" : found.group().split("-[0-9a-f]{8}")[0];
        String half = found.group().contains(";")
                ? found.group().substring(found.group().indexOf(';'))
                : "";
        long before = names.values().stream()
                .filter(name -> name.startsWith(kind + "#") && name.endsWith(half))
                .count();
        return kind + "#" + (before + 1) + half;
    }
}
