package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Plays what was recorded of a real Asterisk 22 and compares: the same events in the same order in every stream, the
 * same headers in the same order, and the same values but for ids and times. {@link Streams} says what is left out and
 * why.
 */
class RecordedScenariosTest {
    private static final String FROM = "From: " + Lab.CUSTOMER;
    private static final String NAME = "Name: Ann Customer";

    @Test
    void callToALineThatTheCustomerEnds() throws IOException {
        compare("01", call("To: 1001", "Rings: 1000", "TalkMs: 2000"));
    }

    @Test
    void callToALineThatTheAgentEnds() throws IOException {
        compare("01b", call("To: 1001", "Rings: 700", "TalkMs: 1500", "EndedBy: agent"));
    }

    @Test
    void callerGivesUpWhileThePhoneRings() throws IOException {
        compare("01c", call("To: 1001", "Rings: miss", "AbandonAfterMs: 1500"));
    }

    @Test
    void firstAgentOfAQueueDoesNotAnswerAndTheSecondDoes() throws IOException {
        compare("02", call("To: support", "Rings: miss,1000", "TalkMs: 2000", "EndedBy: agent"));
    }

    @Test
    void callerGivesUpInAQueueWhileAPhoneRings() throws IOException {
        compare("03", call("To: support", "Rings: miss", "AbandonAfterMs: 2517"));
    }

    @Test
    void callerGivesUpInAQueueInWhichEverybodyPauses() throws IOException {
        Lab lab = new Lab();
        for (String line : List.of("1001", "1002")) {
            lab.act(
                    "Action: QueuePause",
                    "Queue: support",
                    "Interface: PJSIP/" + line,
                    "Paused: true",
                    "Reason: break");
        }
        order(lab, "To: support", "Rings: 1000", "AbandonAfterMs: 2015");
        lab.time.run(2_012);
        for (String line : List.of("1001", "1002")) {
            lab.act("Action: QueuePause", "Queue: support", "Interface: PJSIP/" + line, "Paused: false");
        }
        lab.time.run(60_000);
        compare("03b", lab);
    }

    @Test
    void blindTransferByThePhone() throws IOException {
        compare(
                "04",
                call(
                        "To: 1001",
                        "Rings: 500,500",
                        "TransferTo: 1003",
                        "TransferAfterMs: 1000",
                        "TalkMs: 1500",
                        "EndedBy: agent"));
    }

    @Test
    void blindTransferByTheManager() throws IOException {
        Lab lab = new Lab();
        order(lab, "To: 1001", "Rings: 500,500", "TalkMs: 1500", "EndedBy: agent");
        lab.time.run(1_500);
        lab.act("Action: BlindTransfer", "Channel: " + lab.channel("1001"), "Context: internal", "Exten: 1003");
        lab.time.run(60_000);
        compare("04b", lab);
    }

    @Test
    void blindTransferByFeatureCode() throws IOException {
        compare(
                "04c",
                call(
                        "To: 1001",
                        "Rings: 500,500",
                        "TransferTo: 1003",
                        "TransferBy: keypad",
                        "TransferAfterMs: 1000",
                        "TalkMs: 1500",
                        "EndedBy: agent"));
    }

    @Test
    void redirectByTheManager() throws IOException {
        Lab lab = new Lab();
        order(lab, "To: 1001", "Rings: 500,500", "TalkMs: 1500", "EndedBy: agent");
        lab.time.run(1_500);
        lab.act(
                "Action: Redirect",
                "Channel: " + lab.channel("trunk"),
                "Context: internal",
                "Exten: 1003",
                "Priority: 1");
        lab.time.run(60_000);
        compare("04d", lab);
    }

    @Test
    void agentHoldsTwice() throws IOException {
        compare("06", call("To: 1001", "Rings: 500", "Holds: 800+1500,3100+1500", "TalkMs: 5400"));
    }

    @Test
    void clickToDial() throws IOException {
        Lab lab = new Lab();
        originate(lab, "c2d-1", "op-4711", "PJSIP/1001", "8000", "Variable: CRM_REF=case-42,CALL_REF=abc");
        lab.time.run(60_000);
        compare("07", lab);
    }

    @Test
    void clickToDialThatTheAgentDoesNotAnswer() throws IOException {
        Lab lab = new Lab("1001");
        originate(lab, "c2d-3", "op-4713", "PJSIP/1001", "3000");
        lab.time.run(60_000);
        compare("07c", lab);
    }

    @Test
    void clickToDialThatTheAgentRejectsAndOneWithoutAPhone() throws IOException {
        Lab lab = new Lab("1001");
        originate(lab, "c2d-4", "op-4714", "PJSIP/1001", "3000");
        lab.time.run(310);
        lab.act("Action: UserEvent", "UserEvent: SimPhone", "Line: 1001", "Do: reject");
        lab.time.run(500);
        originate(lab, "c2d-5", "op-4715", "PJSIP/9999", "3000");
        lab.time.run(60_000);
        compare("07d", lab);
    }

    @Test
    void agentDialsACustomer() throws IOException {
        Lab lab = new Lab();
        lab.act(
                "Action: UserEvent",
                "UserEvent: SimCall",
                "From: 1002",
                "To: " + Lab.CUSTOMER,
                "Rings: 1000",
                "TalkMs: 1500");
        lab.time.run(60_000);
        compare("07e", lab);
    }

    @Test
    void agentDialsAColleague() throws IOException {
        Lab lab = new Lab();
        lab.act("Action: UserEvent", "UserEvent: SimCall", "From: 1003", "To: 1004", "Rings: 800", "TalkMs: 1500");
        lab.time.run(60_000);
        compare("10", lab);
    }

    @Test
    void agentBehindALocalChannelRejectsAndTheNextAnswers() throws IOException {
        compare("22b", call("To: sales", "Rings: reject@500,800", "TalkMs: 1500", "EndedBy: agent"));
    }

    private static Lab call(String... headers) {
        Lab lab = new Lab();
        order(lab, headers);
        lab.time.run(60_000);
        return lab;
    }

    private static void order(Lab lab, String... headers) {
        List<String> all = new ArrayList<>(List.of("Action: UserEvent", "UserEvent: SimCall", FROM, NAME));
        all.addAll(List.of(headers));
        lab.act(all.toArray(String[]::new));
    }

    private static void originate(
            Lab lab, String id, String channelId, String channel, String timeout, String... more) {
        List<String> headers = new ArrayList<>(List.of(
                "Action: Originate",
                "ActionID: " + id,
                "Channel: " + channel,
                "Context: c2d",
                "Exten: " + Lab.CUSTOMER,
                "Priority: 1",
                "Timeout: " + timeout,
                "Async: true",
                "ChannelId: " + channelId));
        if (more.length > 0) {
            headers.add("CallerID: \"Customer\" <" + Lab.CUSTOMER + ">");
            headers.addAll(List.of(more));
        }
        lab.act(headers.toArray(String[]::new));
    }

    private static void compare(String recording, Lab lab) throws IOException {
        Map<String, List<String>> recorded = new Streams(Recording.read(recording)).all();
        Map<String, List<String>> played = new Streams(lab.received()).all();
        TreeSet<String> streams = new TreeSet<>(recorded.keySet());
        streams.addAll(played.keySet());
        for (String stream : streams) {
            assertEquals(
                    String.join("\n", recorded.getOrDefault(stream, List.of())),
                    String.join("\n", played.getOrDefault(stream, List.of())),
                    recording + ": " + stream);
        }
    }
}
