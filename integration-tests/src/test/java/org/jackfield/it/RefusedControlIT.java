package org.jackfield.it;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jackfield.it.harness.Api.Answer;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.ControlDesk;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client may not ask for, or nobody may send to a PBX. */
@Needs({RealPart.ASTERISK, RealPart.DISTRIBUTION})
@ExtendWith(ControlDesk.Shared.class)
class RefusedControlIT {

    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = ControlDesk.OBEYS;
    private static final String BOB = ControlDesk.DEAF;
    private static final String NOTHING = "{}";
    private static final List<String> BY_PHONE = List.of("answerCall", "holdCall", "retrieveCall");
    private static final Pattern ACTION = Pattern.compile("(?im)^Action: *(\\S+)");
    /** Numbers that would do something else if they reached the PBX as they are. */
    private static final List<String> HOSTILE = List.of(
            "1002\r\nAction: Command\r\nCommand: core stop now",
            "1002\r\n\r\nAction: Logoff",
            "1002\n",
            "\r1002",
            "1002\0",
            "1002&PJSIP/1003",
            "1002,1,Hangup",
            "1002(1)",
            "${SHELL(id)}",
            "$[1+1]",
            "Local/1002@internal",
            "PJSIP/1002",
            "1002@from-trunk",
            "+4420794601|1",
            "1002;x",
            "1002\u2028",
            "call me",
            "9".repeat(5_000));

    /** Codes that listen, divert and log in, expensive short numbers, premium rate, satellites. */
    private static final List<String> NOT_DIALLED = List.of(
            "*551002",
            "*56 1002",
            "**1002",
            "*8",
            "*45",
            "#72",
            "*72*1003#",
            "118118",
            "+44 909 879 0000",
            "0909 879 0000",
            "+881 612 345 678",
            "+979 123 456 789");

    private final ControlDesk desk;

    RefusedControlIT(ControlDesk desk) {
        this.desk = desk;
    }

    @AfterEach
    void hangUp() {
        desk.floor().hangUpAll();
    }

    @Test
    void phoneThatIsNotKnownToObeyIsNeverOfferedWhatItWouldIgnore() {
        Dialog customer = desk.floor().customerCalls(Floor.ddi(BOB));
        Dialog phone = desk.floor().phone(BOB).nextCall().ring();
        JsonNode ringing = desk.awaitAllowed(BOB, "clearConnection");
        assertTrue(Collections.disjoint(ControlDesk.allowed(ringing, BOB), BY_PHONE), ringing::toString);
        phone.answer();
        customer.await(CONNECTED);
        JsonNode talking = desk.awaitAllowed(BOB, "singleStepTransferCall");
        assertTrue(Collections.disjoint(ControlDesk.allowed(talking, BOB), BY_PHONE), talking::toString);

        Answer answer = desk.ask("bob", id(talking), BOB, "holdCall", NOTHING);
        assertEquals(409, answer.status(), () -> answer.body().toString());
        assertFalse(phone.held());
        ControlDesk.pass("holdCall", "not offered at a phone that does not obey, and answered with 409");
    }

    @Test
    void phoneThatIsToldAndDoesNothingIsStruckOffByItself() {
        String deaf = ControlDesk.LISTED;
        desk.floor().customerCalls(Floor.ddi(deaf));
        Dialog phone = desk.floor().phone(deaf).nextCall().ring();
        JsonNode call = desk.awaitAllowed(deaf, "answerCall");
        desk.ask("admin", id(call), deaf, "answerCall", NOTHING).orFail();
        Await.until(
                SOON,
                "nothing is offered there that the phone must do",
                () -> desk.calls(ControlDesk.MAIN, deaf).stream()
                        .allMatch(c -> Collections.disjoint(ControlDesk.allowed(c, deaf), BY_PHONE)));
        assertTrue(phone.at(CONNECTED).isEmpty());
        String link = desk.as("admin").get("/links").orFail().toString();
        assertEquals(2, link.split("The phones of 1004 were told", -1).length, link);

        phone.answer();
        JsonNode talking = desk.awaitAllowed(deaf, "singleStepTransferCall");
        assertTrue(Collections.disjoint(ControlDesk.allowed(talking, deaf), BY_PHONE), talking::toString);
        assertEquals(
                409, desk.ask("admin", id(talking), deaf, "holdCall", NOTHING).status());
        ControlDesk.pass("answerCall", "a phone that is listed but did nothing was struck off, said once in /links");
    }

    @Test
    void whatIsNotPossibleNowIsRefusedWithWhatIs() {
        Dialog phone = desk.talk(ALICE).agent();
        JsonNode call = desk.awaitAllowed(ALICE, "holdCall");
        Answer answer = desk.ask("alice", id(call), ALICE, "retrieveCall", NOTHING);
        assertEquals(409, answer.status());
        assertTrue(answer.body().path("allowed").toString().contains("\"holdCall\""), () -> answer.body()
                .toString());
        assertTrue(answer.body().path("detail").asText().startsWith("retrieveCall is not possible now"));
        assertEquals(CONNECTED, phone.state());
        ControlDesk.pass("409", answer.body().path("detail").asText());
    }

    @Test
    void agentControlsNobodyElsesConnection() {
        Dialog from = desk.floor().phone(BOB).call(ALICE);
        Dialog to = desk.floor().answerAt(ALICE, A_MOMENT);
        from.await(CONNECTED);
        JsonNode call = desk.awaitAllowed(ALICE, "clearConnection");
        Answer answer = desk.ask("bob", id(call), ALICE, "clearConnection", NOTHING);
        assertEquals(403, answer.status(), () -> answer.body().toString());
        Answer stranger = desk.ask("carol", id(call), ALICE, "clearConnection", NOTHING);
        assertEquals(404, stranger.status(), () -> stranger.body().toString());
        Await.pass(A_MOMENT);
        assertTrue(from.state() == CONNECTED && to.state() == CONNECTED);
        ControlDesk.pass("403", answer.body().path("detail").asText());
    }

    @Test
    void userWithFewRightsIsOfferedLess() {
        desk.talk(ALICE);
        List<String> all = ControlDesk.allowed(desk.awaitAllowed(ALICE, "startRecording"), ALICE);
        List<String> few =
                Await.value(SOON, "the other link offers something", () -> desk.calls(ControlDesk.LEAST, ALICE).stream()
                        .map(call -> ControlDesk.allowed(call, ALICE))
                        .filter(allowed -> allowed.contains("singleStepTransferCall"))
                        .findFirst());
        assertTrue(all.containsAll(List.of("holdCall", "startRecording")), all::toString);
        assertTrue(Collections.disjoint(few, List.of("holdCall", "startRecording")), few::toString);
        assertTrue(all.containsAll(few), few::toString);
        ControlDesk.pass("least privilege", "without 'system' there is " + few);
    }

    @Test
    void hostileNumberReachesNoPbx() {
        Dialog phone = desk.talk(ALICE).agent();
        String call = id(desk.awaitAllowed(ALICE, "singleStepTransferCall"));
        int before = desk.wire().sent().length();
        for (String number : HOSTILE) {
            String to = JsonNodeFactory.instance.objectNode().put("to", number).toString();
            assertRefused(desk.as("alice").post("/calls", to), number);
            for (String service : List.of("singleStepTransferCall", "consultationCall")) {
                assertRefused(desk.ask("alice", call, ALICE, service, to), number);
            }
            String from = JsonNodeFactory.instance
                    .objectNode()
                    .put("to", "1003")
                    .put("line", number)
                    .put("link", ControlDesk.MAIN)
                    .toString();
            int status = desk.as("admin").post("/calls", from).status();
            assertTrue(status == 400 || status == 404, () -> status + " for the line " + number);
        }
        Set<String> actions = assertNothingSent(before);
        assertEquals(CONNECTED, phone.state());
        ControlDesk.pass("hostile numbers", HOSTILE.size() + " refused thrice; on the AMI wire " + actions);
    }

    @Test
    void codesAndExpensiveNumbersReachNoPbx() {
        Dialog phone = desk.talk(ALICE).agent();
        String call = id(desk.awaitAllowed(ALICE, "singleStepTransferCall"));
        int before = desk.wire().sent().length();
        for (String number : NOT_DIALLED) {
            String to = JsonNodeFactory.instance.objectNode().put("to", number).toString();
            assertRefused(desk.as("alice").post("/calls", to), number);
            for (String service : List.of("singleStepTransferCall", "consultationCall")) {
                assertRefused(desk.ask("alice", call, ALICE, service, to), number);
            }
        }
        assertNothingSent(before);
        assertEquals(CONNECTED, phone.state());
        ControlDesk.pass("codes, premium, satellite", NOT_DIALLED.size() + " refused thrice; nothing on the AMI wire");
    }

    @Test
    void lineThatDialsTooOftenIsRefusedForAWhile() {
        String line = JsonNodeFactory.instance
                .objectNode()
                .put("line", "1005")
                .put("link", ControlDesk.MAIN)
                .put("to", "+12025550199")
                .toString();
        Answer answer = desk.as("admin").post("/calls", line);
        for (int dialled = 1; answer.status() == 202 && dialled < 50; dialled++) {
            desk.floor().phone("1005").nextCall().reject(486, "Busy Here");
            answer = desk.as("admin").post("/calls", line);
        }
        String detail = answer.body().path("detail").asText();
        assertEquals(429, answer.status(), detail);
        int before = desk.wire().sent().length();
        assertEquals(429, desk.as("admin").post("/calls", line).status());
        assertNothingSent(before);
        ControlDesk.pass("429", detail);
    }

    /** The positive side of the test above: the tap does show what is sent. */
    @Test
    void goodNumberIsSeenOnTheWire() {
        int before = desk.wire().sent().length();
        desk.as("alice").post("/calls", "{\"to\": \"1003\"}").orFail();
        desk.floor().phone(ALICE).nextCall();
        String sent = desk.wire().sent().substring(before);
        assertTrue(sent.contains("Action: Originate") && sent.contains("Exten: 1003"), sent);
    }

    /** Nothing but pings and the look for events that never came; gives what was sent. */
    private Set<String> assertNothingSent(int before) {
        Await.pass(A_MOMENT);
        String sent = desk.wire().sent().substring(before);
        Set<String> actions =
                ACTION.matcher(sent).results().map(m -> m.group(1)).collect(Collectors.toSet());
        assertTrue(Set.of("Ping", "CoreShowChannels").containsAll(actions), sent);
        return actions;
    }

    private static void assertRefused(Answer answer, String number) {
        assertEquals(400, answer.status(), () -> number + ": " + answer.body());
        String detail = answer.body().path("detail").asText();
        assertTrue(detail.length() > 10 && detail.length() < 300, detail);
        assertTrue(detail.chars().noneMatch(Character::isISOControl), detail);
    }

    private static String id(JsonNode call) {
        return call.path("id").asText();
    }
}
