package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Mix;
import org.jackfield.pbx.sim.internal.desk.Range;
import org.junit.jupiter.api.Test;

/** What the people do, and what their own log says about it. */
class DeskTest {

    @Test
    void popLineRingsSoonAndThenAtItsPaceAndAnswersByItself() {
        Lab lab = new Lab(new DeskSetup(
                7,
                0,
                false,
                0,
                Mix.parse(Mix.DAY),
                new Range(500, 800),
                new Range(3_000, 5_000),
                1,
                Set.of(),
                "1001",
                4_000,
                25_000,
                8_000));
        long start = lab.time.micros() / 1000;
        lab.desk.open();
        lab.time.run(120_000);
        List<Long> rings = lab.log.stream()
                .filter(line -> line.contains("\"ringing\"") && line.contains("\"line\":\"1001\""))
                .map(line -> number(line, "epochMs") - start)
                .toList();
        assertTrue(rings.get(0) < 8_000, "first ring after " + rings.get(0) + " ms");
        assertEquals(5, rings.size(), "rings at " + rings);
        List<String> calls = calls(lab);
        assertTrue(calls.size() >= 4);
        for (String call : calls) {
            long rang = number(call.substring(call.indexOf("\"line\":\"1001\"")), "ringAt");
            long answered = number(call.substring(call.indexOf("\"line\":\"1001\"")), "answeredAt");
            assertEquals(8_000, answered - rang);
        }
    }

    @Test
    void popLineIsCalledByCustomersAloneEveryThirdTimeThroughItsQueue() {
        DeskSetup demo = new DeskSetup(
                7,
                0.05,
                true,
                0,
                Mix.parse(Mix.DAY),
                new Range(1_500, 6_000),
                new Range(8_000, 40_000),
                1,
                Set.of(),
                "1001",
                4_000,
                25_000,
                8_000);
        Lab lab = new Lab(Floor.setup("sim", 6, Floor.QUEUES, "1001", 1, true), demo);
        lab.desk.open();
        lab.time.run(1_800_000);
        List<String> hers = calls(lab).stream()
                .filter(call -> call.contains("\"line\":\"1001\""))
                .toList();
        assertTrue(hers.size() >= 70, hers.size() + " calls in half an hour");
        assertTrue(hers.stream().noneMatch(call -> call.contains("anonymous") || call.contains("\"name\":\"\"")));
        long byQueue =
                hers.stream().filter(call -> call.contains("\"priority\"")).count();
        assertEquals(hers.size() / 3, byQueue);
        assertTrue(calls(lab).size() > hers.size() + 60, "the others have a day, too");
    }

    @Test
    void machineThatIsTooSlowForItsScriptStillCarriesCallsThrough() {
        DeskSetup hasty = new DeskSetup(
                1,
                500,
                false,
                5_000,
                Mix.parse("direct"),
                new Range(200, 400),
                new Range(500, 1_500),
                1,
                Set.of(),
                "",
                0,
                0,
                0);
        Lab lab = new Lab(Floor.setup("sim", 2_000, Floor.QUEUES, "", 1, true), hasty);
        lab.time.lookMicros = 150;
        lab.desk.open();
        lab.time.run(60_000);
        assertTrue(calls(lab).size() > 2_500, "only " + calls(lab).size() + " calls came to an end");
        assertEquals(
                0, calls(lab).stream().filter(call -> call.contains("\"busy\"")).count());
    }

    @Test
    void logTellsWhoWasRungWhoAnsweredAndHowLongTheyTalked() {
        Lab lab = new Lab();
        order(lab, "To: support", "Rings: miss,1000", "TalkMs: 2000", "Holds: 500+700", "EndedBy: agent");
        lab.time.run(60_000);
        assertEquals(
                2, lab.log.stream().filter(line -> line.contains("\"ringing\"")).count());
        String call = calls(lab).get(0);
        assertTrue(call.contains("\"from\":\"" + Lab.CUSTOMER + "\""), call);
        assertTrue(call.contains("\"endedBy\":\"1002\""), call);
        assertTrue(call.contains("\"queue\":\"support\"") && call.contains("\"outcome\":\"answered\""), call);
        String missed = leg(call, "1001");
        assertTrue(missed.contains("\"outcome\":\"missed\"") && missed.contains("\"answeredAt\":null"), missed);
        String answered = leg(call, "1002");
        assertEquals(2_000, number(answered, "connectedMs"));
        assertEquals(700, number(answered, "holdMs"));
    }

    @Test
    void logTellsATransferAndBothAgentsParts() {
        Lab lab = new Lab();
        order(lab, "To: 1001", "Rings: 500,500", "TransferTo: 1003", "TransferAfterMs: 1000", "TalkMs: 1500");
        lab.time.run(60_000);
        String call = calls(lab).get(0);
        assertTrue(call.contains("{\"kind\":\"blind\",\"from\":\"1001\",\"to\":\"1003\""), call);
        assertTrue(leg(call, "1001").contains("\"outcome\":\"transferred\""), call);
        assertEquals(1_000, number(leg(call, "1001"), "connectedMs"));
        assertEquals(1_500, number(leg(call, "1003"), "connectedMs"));
        assertTrue(call.contains("\"endedBy\":\"customer\""), call);
    }

    @Test
    void callerWhoGivesUpIsAbandonedInTheLog() {
        Lab lab = new Lab();
        order(lab, "To: support", "Rings: miss", "AbandonAfterMs: 2500");
        lab.time.run(60_000);
        String call = calls(lab).get(0);
        assertTrue(call.contains("\"outcome\":\"abandoned\"") && call.contains("\"endedBy\":\"customer\""), call);
    }

    @Test
    void manualPhoneRingsUntilAHandIsLaidOnIt() {
        Lab lab = new Lab("1001");
        order(lab, "To: 1001", "TalkMs: 60000");
        lab.time.run(10_000);
        assertEquals("Ringing", state(lab, "1001"));
        phone(lab, "answer");
        assertEquals("Up", state(lab, "1001"));
        phone(lab, "hold");
        assertTrue(lab.pbx.channel(lab.channel("1001")).orElseThrow().held());
        phone(lab, "retrieve");
        phone(lab, "hangup");
        lab.time.run(10);
        assertEquals(0, lab.pbx.channels().size());
        assertTrue(calls(lab).get(0).contains("\"endedBy\":\"1001\""));
    }

    @Test
    void phoneObeysTheManagersTalkAndHold() {
        Lab lab = new Lab("1001");
        order(lab, "To: 1001", "TalkMs: 60000");
        lab.time.run(100);
        lab.act("Action: PJSIPNotify", "Endpoint: 1001", "Variable: Event=talk");
        assertEquals("Up", state(lab, "1001"));
        lab.act("Action: PJSIPNotify", "Endpoint: 1001", "Variable: Event=hold");
        assertTrue(lab.pbx.channel(lab.channel("1001")).orElseThrow().held());
        lab.act("Action: PJSIPNotify", "Endpoint: 1001", "Variable: Event=talk");
        assertTrue(!lab.pbx.channel(lab.channel("1001")).orElseThrow().held());
    }

    @Test
    void customerCallsWhoeverAsksForIt() {
        Lab lab = new Lab();
        lab.received();
        lab.act("Action: UserEvent", "ActionID: 1", "UserEvent: SimCallMe", "Line: 1004", "Id: mine");
        lab.time.run(20_000);
        List<Recording.Message> received = lab.received();
        assertEquals("Event Sent", received.get(0).get("Message"));
        Recording.Message started = received.stream()
                .filter(message -> message.get("UserEvent").equals("SimCallStarted"))
                .findFirst()
                .orElseThrow();
        assertEquals("mine", started.get("Id"));
        assertTrue(calls(lab).get(0).contains("\"id\":\"" + started.get("Linkedid") + "\""));
        assertTrue(calls(lab).get(0).contains("\"line\":\"1004\""));
    }

    @Test
    void orderThatMakesNoSenseIsRefusedWithASentence() {
        Lab lab = new Lab();
        lab.received();
        lab.act("Action: UserEvent", "UserEvent: SimCallMe", "Line: 4711");
        assertEquals(
                "Line: there is no line \"4711\" here", lab.received().get(0).get("Message"));
        lab.act("Action: UserEvent", "UserEvent: SimCall", "From: +1", "To: 1001", "TalkMs: long");
        assertEquals(
                "TalkMs: \"long\" is not a number of milliseconds",
                lab.received().get(0).get("Message"));
        lab.act("Action: UserEvent", "UserEvent: SimPhone", "Line: 1001", "Do: answer");
        assertEquals("No call rings at line 1001", lab.received().get(0).get("Message"));
    }

    @Test
    void busyAgentIsBusyForTheSecondCaller() {
        Lab lab = new Lab();
        order(lab, "To: 1001", "TalkMs: 30000");
        lab.time.run(3_000);
        order(lab, "To: 1001");
        lab.time.run(100);
        assertTrue(calls(lab).get(0).contains("\"outcome\":\"busy\""));
        assertEquals("Up", state(lab, "1001"));
    }

    @Test
    void clickToDialRingsTheAgentAndThenTheCustomer() {
        Lab lab = new Lab();
        lab.act(
                "Action: Originate",
                "ActionID: c2d",
                "Channel: PJSIP/1002",
                "Context: internal",
                "Exten: " + Lab.CUSTOMER,
                "Priority: 1",
                "Async: true",
                "ChannelId: op-1");
        lab.time.run(60_000);
        String call = calls(lab).get(0);
        assertTrue(call.contains("\"id\":\"op-1\"") && call.contains("\"direction\":\"outbound\""), call);
        assertTrue(call.contains("\"from\":\"1002\"") && call.contains("\"to\":\"" + Lab.CUSTOMER + "\""), call);
        assertTrue(number(leg(call, "1002"), "answeredAt") < number(leg(call, "trunk"), "answeredAt"), call);
    }

    @Test
    void managerEndsACall() {
        Lab lab = new Lab();
        order(lab, "To: 1001", "TalkMs: 60000");
        lab.time.run(3_000);
        lab.act("Action: Hangup", "Channel: " + lab.channel("1001"));
        lab.time.run(10);
        assertEquals(0, lab.pbx.channels().size());
        assertTrue(calls(lab).get(0).contains("\"endedBy\":\"manager\""));
    }

    private static void order(Lab lab, String... headers) {
        String[] all = new String[headers.length + 3];
        System.arraycopy(headers, 0, all, 3, headers.length);
        all[0] = "Action: UserEvent";
        all[1] = "UserEvent: SimCall";
        all[2] = "From: " + Lab.CUSTOMER;
        lab.act(all);
    }

    private static void phone(Lab lab, String deed) {
        lab.act("Action: UserEvent", "UserEvent: SimPhone", "Line: 1001", "Do: " + deed);
    }

    private static String state(Lab lab, String line) {
        return lab.pbx.channel(lab.channel(line)).orElseThrow().state().text();
    }

    private static List<String> calls(Lab lab) {
        return lab.log.stream()
                .filter(line -> line.startsWith("{\"event\":\"call\""))
                .toList();
    }

    private static String leg(String call, String line) {
        int from = call.indexOf("{\"line\":\"" + line + "\"");
        return call.substring(from, call.indexOf('}', from));
    }

    private static long number(String json, String name) {
        String digits = json.substring(json.indexOf("\"" + name + "\":") + name.length() + 3);
        return Long.parseLong(digits.split("[^0-9]", 2)[0]);
    }
}
