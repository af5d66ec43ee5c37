package org.jackfield.testkit.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the player answers to the actions of a client that is logged in: as an Asterisk without a call, or as the
 * recorded one did where the recorder asked before the first call. For any thread.
 */
final class Answers {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    /** List actions and the name of their last event. */
    private static final Map<String, String> LISTS = lists(
            "Agents AgentsComplete",
            "BridgeList BridgeListComplete",
            "ConfbridgeListRooms ConfbridgeListRoomsComplete",
            "CoreShowChannels CoreShowChannelsComplete",
            "DeviceStateList DeviceStateListComplete",
            "ExtensionStateList ExtensionStateListComplete",
            "ParkedCalls ParkedCallsComplete",
            "Parkinglots ParkinglotsComplete",
            "PJSIPShowContacts ContactListComplete",
            "PJSIPShowEndpoints EndpointListComplete",
            "PresenceStateList PresenceStateListComplete",
            "QueueStatus QueueStatusComplete",
            "QueueSummary QueueSummaryComplete",
            "SIPpeers PeerlistComplete",
            "Status StatusComplete",
            "VoicemailUsersList VoicemailUserEntryComplete");

    /** For these a real Asterisk has an error when there is nothing to list. */
    private static final Map<String, String> NOTHING = caseless(Map.of(
            "ConfbridgeListRooms", "No active conferences.",
            "PJSIPShowContacts", "No Contacts found\n"));

    private final Recording recording;

    Answers(Recording recording) {
        this.recording = recording;
    }

    private static Map<String, String> lists(String... actionAndLast) {
        Map<String, String> lists = caseless(Map.of());
        for (String pair : actionAndLast) {
            String[] words = pair.split(" ");
            lists.put(words[0], words[1]);
        }
        return lists;
    }

    private static Map<String, String> caseless(Map<String, String> map) {
        Map<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(map);
        return caseless;
    }

    /** @param now the recorded PBX's time */
    String to(Request request, Instant now) {
        return switch (request.action().toLowerCase(Locale.ROOT)) {
            case "ping" -> request.success("Ping: Pong", "Timestamp: " + seconds(now));
            case "filter" -> request.success("Message: Filter Added Successfully");
            case "getvar" -> request.success("Variable: " + request.get("Variable"), "Value: ");
            case "userevent" -> request.success("Message: Event Sent");
            case "command" -> request.success("Message: Command output follows", "Output: Asterisk " + version());
            case "coresettings" -> settings(request);
            case "corestatus" -> status(request);
            case "listcommands" -> commands(request);
            default -> list(request);
        };
    }

    private static String seconds(Instant now) {
        return String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), now.getNano() / 1_000);
    }

    /** AMI 11 came with Asterisk 22, AMI 5 with 16, and so the others between and around them. */
    private String version() {
        String ami = ami();
        int major = Integer.parseInt(ami.substring(0, ami.indexOf('.')));
        return major + 11 + ".0.0 (replayed)";
    }

    private String ami() {
        String number = recording.banner().substring(recording.banner().indexOf('/') + 1);
        return number.matches("\\d{1,3}\\..*") ? number : "11.0.0";
    }

    private String settings(Request request) {
        List<Message> shown = recording.shown().get("CoreSettings");
        return shown != null
                ? request.as(shown)
                : request.success(
                        "AMIversion: " + ami(),
                        "AsteriskVersion: " + version(),
                        "SystemName: ",
                        "CoreMaxCalls: 0",
                        "CoreCDRenabled: Yes",
                        "CoreHTTPenabled: No");
    }

    private String status(Request request) {
        Instant start = recording.pbxStart();
        return request.success(
                "CoreStartupDate: " + DAY.format(start),
                "CoreStartupTime: " + TIME.format(start),
                "CoreReloadDate: " + DAY.format(start),
                "CoreReloadTime: " + TIME.format(start),
                "CoreCurrentCalls: 0");
    }

    private static String commands(Request request) {
        return request.success(LISTS.keySet().stream()
                .map(name -> name + ": Replayed.  (Priv: <none>)")
                .sorted()
                .toArray(String[]::new));
    }

    private String list(Request request) {
        String last = LISTS.get(request.action());
        if (last == null) {
            return request.error("This is a recording; " + request.action() + " does nothing");
        }
        List<Message> shown = recording.shown().get(last);
        String nothing = NOTHING.get(request.action());
        if (shown != null) {
            return request.as(shown);
        }
        return nothing != null
                ? request.error(nothing)
                : request.success("EventList: start", "Message: List will follow")
                        + request.event(last, "EventList: Complete", "ListItems: 0");
    }
}
