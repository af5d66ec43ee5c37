package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a client reads when it connects. */
class ListsTest {
    private static final List<String> ACTIONS = List.of(
            "CoreSettings",
            "CoreStatus",
            "CoreShowChannels",
            "Status",
            "BridgeList",
            "QueueStatus",
            "QueueSummary",
            "DeviceStateList",
            "ExtensionStateList",
            "ParkedCalls",
            "PJSIPShowContacts",
            "PJSIPShowEndpoints",
            "Ping");

    @Test
    void listsHaveTheHeadersOfARealAsterisk() throws IOException {
        Map<String, List<String>> real = shapes(Recording.read("26"));
        Map<String, List<String>> played = shapes(everything(withCalls()));
        played.forEach((shape, headers) -> assertEquals(real.get(shape), headers, shape));
        assertTrue(played.size() >= 24, "only " + played.keySet());
    }

    @Test
    void listsNameTheCallsThatAreUp() {
        Lab lab = withCalls();
        lab.act("Action: CoreShowChannels", "ActionID: 1");
        List<String> states = lab.received().stream()
                .filter(message -> message.event().equals("CoreShowChannel"))
                .map(message ->
                        message.get("Channel").replaceFirst("-[0-9a-f]+$", "") + " " + message.get("ChannelStateDesc")
                                + (message.get("BridgeId").isEmpty() ? "" : " talks"))
                .sorted()
                .toList();
        assertEquals(
                List.of("PJSIP/1001 Ringing", "PJSIP/1003 Up talks", "PJSIP/trunk Up", "PJSIP/trunk Up talks"), states);
    }

    @Test
    void membersOfABridgeCanBeAsked() {
        Lab lab = withCalls();
        String bridge = lab.pbx.channel(lab.channel("1003")).orElseThrow().bridgeId();
        lab.act("Action: BridgeInfo", "ActionID: 1", "BridgeUniqueid: " + bridge);
        List<Recording.Message> answer = lab.received();
        assertEquals(
                List.of("", "BridgeInfoChannel", "BridgeInfoChannel", "BridgeInfoComplete"),
                answer.stream().map(Recording.Message::event).toList());
        assertEquals(bridge, answer.get(3).get("BridgeUniqueid"));
    }

    @Test
    void noConferenceIsAnErrorAsAsteriskHasIt() {
        Lab lab = new Lab();
        lab.received();
        lab.act("Action: ConfbridgeListRooms", "ActionID: 1");
        Recording.Message answer = lab.received().get(0);
        assertEquals("Error", answer.get("Response"));
        assertEquals("No active conferences.", answer.get("Message"));
    }

    @Test
    void unknownActionIsAnError() {
        Lab lab = new Lab();
        lab.received();
        lab.act("Action: Nonsense");
        assertTrue(lab.received().get(0).get("Message").startsWith("Invalid/unknown command: Nonsense."));
    }

    @Test
    void summaryCountsWhoIsFree() {
        Lab lab = withCalls();
        lab.act("Action: QueueSummary", "Queue: support");
        Recording.Message summary = lab.received().stream()
                .filter(message -> message.event().equals("QueueSummary"))
                .findFirst()
                .orElseThrow();
        assertEquals("2", summary.get("LoggedIn"));
        assertEquals("1", summary.get("Available"));
        assertEquals("1", summary.get("Callers"));
    }

    /** One conversation at 1003 and one caller in the queue while 1001 rings. */
    private static Lab withCalls() {
        Lab lab = new Lab();
        lab.act("Action: UserEvent", "UserEvent: SimCall", "From: " + Lab.CUSTOMER, "To: 1003", "TalkMs: 60000");
        lab.act(
                "Action: UserEvent",
                "UserEvent: SimCall",
                "From: +12025550103",
                "Name: Cat Customer",
                "To: support",
                "Rings: miss");
        lab.time.run(2_000);
        lab.received();
        return lab;
    }

    private static List<Recording.Message> everything(Lab lab) {
        ACTIONS.forEach(action -> lab.act("Action: " + action, "ActionID: list"));
        lab.act("Action: Logoff", "ActionID: bye");
        return lab.received();
    }

    /** Header names of every kind of list entry and answer. */
    private static Map<String, List<String>> shapes(List<Recording.Message> messages) {
        Map<String, List<String>> shapes = new TreeMap<>();
        for (Recording.Message message : messages) {
            boolean answer = message.event().isEmpty();
            if (answer
                    || !message.get("ActionID").isEmpty()
                            && message.get("Timestamp").isEmpty()) {
                List<String> names =
                        message.headers().stream().map(Map.Entry::getKey).toList();
                shapes.put(answer ? "answer " + message.get("Message") + names : message.event(), names);
            }
        }
        return shapes;
    }
}
