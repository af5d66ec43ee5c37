package org.jackfield.it;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.ControlDesk;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.WavFile;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each service over REST against the real Asterisk. Whether it was done is what the phones say (and, for recordings,
 * the sound in the PBX's file); the API is asked only for what it offers.
 */
@Needs({RealPart.ASTERISK, RealPart.DISTRIBUTION})
@ExtendWith(ControlDesk.Shared.class)
class CallControlIT {

    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = ControlDesk.OBEYS;
    private static final String BOB = ControlDesk.DEAF;
    private static final String CAROL = "1003";
    private static final String NOTHING = "{}";

    private final ControlDesk desk;

    CallControlIT(ControlDesk desk) {
        this.desk = desk;
    }

    @AfterEach
    void hangUp() {
        desk.floor().hangUpAll();
    }

    @Test
    void agentsPhoneRingsFirstAndThenTheNumberIsCalled() {
        desk.as("alice").post("/calls", "{\"to\": \"+1 202-555-0199\"}").orFail();
        Dialog phone = desk.floor().phone(ALICE).nextCall().ring();
        desk.perform(ALICE, "answerCall", NOTHING);
        phone.await(CONNECTED);
        Dialog outside = desk.floor().carrier().nextCall().ring();
        outside.answer().await(CONNECTED);
        assertEquals(Floor.SUPPORT, outside.callerNumber());
        ControlDesk.awaitSound(phone);
        ControlDesk.awaitSound(outside);
        ControlDesk.pass("makeCall", "the phone rang, then the number, and both heard each other");
    }

    @Test
    void phoneAnswersHoldsAndTakesBackWhatTheClientSays() {
        Dialog customer = desk.floor().customerCalls(Floor.ddi(ALICE));
        Dialog phone = desk.floor().phone(ALICE).nextCall().ring();
        desk.perform(ALICE, "answerCall", NOTHING);
        phone.await(CONNECTED);
        customer.await(CONNECTED);
        ControlDesk.pass("answerCall", "the phone answered");

        desk.perform(ALICE, "holdCall", NOTHING);
        Await.until(SOON, "the phone holds", phone::held);
        ControlDesk.pass("holdCall", "the phone held");

        desk.perform(ALICE, "retrieveCall", NOTHING);
        Await.until(SOON, "the phone took back", () -> !phone.held());
        ControlDesk.awaitSound(phone);
        ControlDesk.pass("retrieveCall", "the phone took the call back");
    }

    @Test
    void callIsHungUp() {
        Talk talk = desk.talk(ALICE);
        desk.perform(ALICE, "clearConnection", NOTHING);
        talk.agent().await(ENDED);
        talk.customer().await(ENDED);
        assertFalse(talk.agent().releasedHere() || talk.customer().releasedHere());
        ControlDesk.pass("clearConnection", "both phones were released by the PBX");
    }

    @Test
    void callerIsSentOnUnannounced() {
        Talk talk = desk.talk(ALICE);
        desk.perform(ALICE, "singleStepTransferCall", "{\"to\": \"1003\"}");
        Dialog second = desk.floor().answerAt(CAROL, A_MOMENT);
        talk.agent().await(ENDED);
        assertFalse(talk.agent().releasedHere());
        assertEquals(Floor.ANN.number(), second.callerNumber());
        ControlDesk.assertTalk(talk.customer(), second);
        ControlDesk.pass("singleStepTransferCall", "the caller talks with the other phone, the first is free");
    }

    @Test
    void ringingCallIsDeflected() {
        Dialog customer = desk.floor().customerCalls(Floor.ddi(ALICE));
        Dialog first = desk.floor().phone(ALICE).nextCall().ring();
        desk.perform(ALICE, "deflectCall", "{\"to\": \"1003\"}");
        Dialog second = desk.floor().answerAt(CAROL, A_MOMENT);
        first.await(ENDED);
        assertTrue(first.at(CONNECTED).isEmpty());
        assertEquals(Floor.ANN.number(), second.callerNumber());
        ControlDesk.assertTalk(customer, second);
        ControlDesk.pass("deflectCall", "the first phone stopped ringing, the second answered the caller");
    }

    @Test
    void ringingCallIsPickedUpByTheLineThatIsNamed() {
        Dialog customer = desk.floor().customerCalls(Floor.ddi(ALICE));
        Dialog ringing = desk.floor().phone(ALICE).nextCall().ring();
        String call = desk.perform(ALICE, "directedPickupCall", "{\"line\": \"1003\"}");
        Dialog picking = desk.floor().answerAt(CAROL, A_MOMENT);
        assertPickedUp(call, customer, ringing, picking);
        ControlDesk.pass("directedPickupCall", "the named phone rang, took over the caller, and the first fell silent");
    }

    @Test
    void ringingCallOfTheGroupIsPickedUp() {
        Dialog customer = desk.floor().customerCalls(Floor.ddi(ALICE));
        Dialog ringing = desk.floor().phone(ALICE).nextCall().ring();
        String call = desk.awaitAllowed(ALICE, "directedPickupCall").path("id").asText();
        desk.as("carol").post("/calls/groupPickupCall", NOTHING).orFail();
        Dialog picking = desk.floor().answerAt(CAROL, A_MOMENT);
        assertPickedUp(call, customer, ringing, picking);
        ControlDesk.pass("groupPickupCall", "the asking agent's phone rang and took over the caller of the group");
    }

    /** The phones say so, and it is the same call. */
    private void assertPickedUp(String call, Dialog customer, Dialog ringing, Dialog picking) {
        ringing.await(ENDED);
        assertTrue(ringing.at(CONNECTED).isEmpty());
        ControlDesk.assertTalk(customer, picking);
        JsonNode talking = desk.awaitAllowed(CAROL, "singleStepTransferCall");
        assertEquals(call, talking.path("id").asText());
        assertEquals("1003", talking.at("/answeredBy/line").asText());
    }

    @Test
    void parkedCallerIsFetchedByAnotherPhone() {
        Talk talk = desk.talk(ALICE);
        String call = desk.perform(ALICE, "parkCall", NOTHING);
        talk.agent().await(ENDED);
        assertFalse(talk.agent().releasedHere());
        String space = Await.value(SOON, "the call says where it is parked", () -> space(call));
        Dialog fetching = desk.floor().phone(BOB).call(space);
        fetching.await(CONNECTED);
        ControlDesk.assertTalk(talk.customer(), fetching);
        fetching.hangUp();
        talk.customer().await(ENDED);
        ControlDesk.pass("parkCall", "another phone fetched the caller from space " + space);
    }

    @Test
    void otherSideHearsTheKeys() {
        Dialog customer = desk.talk(ALICE).customer();
        desk.perform(ALICE, "generateDigits", "{\"digits\": \"12#90\"}");
        Await.until(SOON, "the keys were heard", () -> customer.keysHeard().equals("12#90"));
        ControlDesk.pass("generateDigits", "the caller's phone heard " + customer.keysHeard() + " as RFC 4733 events");
    }

    @Test
    void talkIsRecordedExceptWhilePaused() {
        Dialog customer = desk.talk(ALICE).customer();
        customer.speak(true);
        desk.perform(ALICE, "startRecording", NOTHING);
        JsonNode recorded = desk.awaitAllowed(ALICE, "pauseRecording");
        Await.pass(A_SECOND);
        desk.perform(ALICE, "pauseRecording", NOTHING);
        desk.awaitAllowed(ALICE, "resumeRecording");
        Await.pass(A_SECOND);
        desk.perform(ALICE, "resumeRecording", NOTHING);
        desk.awaitAllowed(ALICE, "pauseRecording");
        Await.pass(A_SECOND);
        desk.perform(ALICE, "stopRecording", NOTHING);
        desk.awaitAllowed(ALICE, "startRecording");
        Await.pass(A_MOMENT);

        String file = recorded.at("/recordings/0/file").asText();
        List<Duration> parts = WavFile.soundAndSilence(desk.floor().pbx().recording(file));
        assertEquals(3, parts.size(), parts::toString);
        parts.forEach(part -> assertTrue(part.compareTo(A_MOMENT) > 0, parts::toString));
        Await.pass(A_SECOND);
        assertEquals(parts, WavFile.soundAndSilence(desk.floor().pbx().recording(file)), "nothing after the stop");
        ControlDesk.pass(
                "startRecording", "the file begins with " + parts.get(0).toMillis() + " ms of the caller's tone");
        ControlDesk.pass("pauseRecording", "then " + parts.get(1).toMillis() + " ms of silence");
        ControlDesk.pass("resumeRecording", "then " + parts.get(2).toMillis() + " ms of the tone");
        ControlDesk.pass("stopRecording", "nothing was written after it while the tone went on");
    }

    @Test
    void supervisorListensWhispersAndBargesIn() {
        Talk talk = desk.talk(ALICE);
        Dialog customer = talk.customer();
        Dialog agent = talk.agent();
        String call =
                desk.awaitAllowed(ALICE, "singleStepConferenceCall").path("id").asText();
        for (String how : List.of("listen", "whisper", "barge")) {
            String wish = "{\"line\": \"1003\", \"participation\": \"" + how + "\"}";
            desk.ask("admin", call, ALICE, "singleStepConferenceCall", wish).orFail();
            Dialog supervisor = desk.floor().answerAt(CAROL, A_MOMENT);
            Await.until(SOON, how + " is told", () -> desk.calls(ControlDesk.MAIN, CAROL).stream()
                    .flatMap(c -> ControlDesk.connection(c, CAROL).stream())
                    .anyMatch(c -> c.path("participation").asText().equals(how)));
            customer.speak(true);
            Await.until(SOON, "the supervisor hears the customer", supervisor::hearsTone);
            customer.speak(false);
            Await.until(SOON, "silence", () -> !supervisor.hearsTone() && !agent.hearsTone());
            supervisor.speak(true);
            if (!how.equals("listen")) {
                Await.until(SOON, "the agent hears the supervisor who does " + how, agent::hearsTone);
            }
            if (how.equals("barge")) {
                Await.until(SOON, "the customer hears the supervisor", customer::hearsTone);
            }
            Await.pass(A_SECOND);
            assertEquals(!how.equals("listen"), agent.hearsTone(), () -> "agent hears the supervisor who does " + how);
            assertEquals(
                    how.equals("barge"), customer.hearsTone(), () -> "customer hears the supervisor who does " + how);
            supervisor.hangUp();
            ControlDesk.pass("singleStepConferenceCall", how + ": heard by whom it shall be");
        }
        Await.until(SOON, "only the agent's phone is left", () -> desk.calls(ControlDesk.MAIN, CAROL)
                .isEmpty());
        ControlDesk.assertTalk(customer, agent);
        customer.hangUp();
        agent.await(ENDED);
    }

    private Optional<String> space(String call) {
        for (JsonNode edge : desk.as("admin").get("/calls/" + call).orFail().path("lineage")) {
            if (edge.path("type").asText().equals("parkedAs")) {
                return Optional.of(edge.path("to").asText());
            }
        }
        return Optional.empty();
    }
}
