package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a client hears when it does not want everything. */
class EventFilterTest {

    @Test
    void withoutEventsOnlyAnswersCome() {
        Lab lab = new Lab();
        lab.act("Action: Events", "EventMask: off");
        assertEquals("Off", last(lab).get("Events"));
        assertEquals(Set.of(), heardOfACall(lab));
    }

    @Test
    void maskOfAgentEventsLeavesTheCallsOut() {
        Lab lab = new Lab();
        lab.act("Action: Events", "EventMask: agent");
        assertTrue(
                heardOfACall(lab).stream().allMatch(event -> event.startsWith("Agent") || event.startsWith("Queue")));
    }

    @Test
    void excludingExpressionDropsTheChatter() {
        Lab lab = new Lab();
        lab.act("Action: Filter", "Operation: Add", "Filter: !Event: (RTCP.*|VarSet|Newexten|CEL)");
        assertEquals("Filter Added", last(lab).get("Message"));
        Set<String> heard = heardOfACall(lab);
        assertFalse(heard.contains("VarSet") || heard.contains("CEL") || heard.contains("Newexten"));
        assertTrue(heard.contains("Newchannel") && heard.contains("AgentConnect"));
    }

    @Test
    void includingExpressionsAddUp() {
        Lab lab = new Lab();
        lab.act("Action: Filter", "Operation: Add", "Filter: Event: Newchannel");
        lab.act("Action: Filter", "Operation: Add", "Filter: Event: Hangup\\r");
        assertEquals(Set.of("Newchannel", "Hangup"), heardOfACall(lab));
    }

    @Test
    void criteriaOfAsterisk22Work() {
        Lab lab = new Lab();
        lab.act("Action: Filter", "Operation: Add", "MatchCriteria: action(exclude),name(VarSet)");
        lab.act(
                "Action: Filter",
                "Operation: Add",
                "MatchCriteria: action(include),header(Channel),method(starts_with)",
                "Filter: PJSIP/1001");
        Set<String> heard = heardOfACall(lab);
        assertFalse(heard.contains("VarSet"));
        assertFalse(heard.contains("AgentConnect"), "it is about the trunk's channel");
        assertTrue(heard.contains("Newstate"));
    }

    @Test
    void brokenExpressionIsRefused() {
        Lab lab = new Lab();
        lab.act("Action: Filter", "Operation: Add", "Filter: Event: (");
        assertEquals("Error", last(lab).get("Response"));
    }

    private static Recording.Message last(Lab lab) {
        var received = lab.received();
        return received.get(received.size() - 1);
    }

    private static Set<String> heardOfACall(Lab lab) {
        lab.received();
        lab.act("Action: UserEvent", "UserEvent: SimCall", "From: " + Lab.CUSTOMER, "To: support", "TalkMs: 1000");
        lab.time.run(60_000);
        return lab.received().stream()
                .map(Recording.Message::event)
                .filter(event -> !event.isEmpty() && !event.equals("UserEvent"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
