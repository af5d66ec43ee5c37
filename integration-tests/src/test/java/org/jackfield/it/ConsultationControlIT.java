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
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The services that are about two calls of one agent, over REST against the real Asterisk: as the PBX consults on the
 * phone's one leg, and as a phone does that holds the caller and dials by itself. What was done is what the phones say.
 */
@Needs({RealPart.ASTERISK, RealPart.DISTRIBUTION})
@ExtendWith(ControlDesk.Shared.class)
class ConsultationControlIT {

    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ALICE = ControlDesk.OBEYS;
    private static final String CAROL = "1003";
    private static final String NOTHING = "{}";

    private final ControlDesk desk;

    ConsultationControlIT(ControlDesk desk) {
        this.desk = desk;
    }

    @AfterEach
    void hangUp() {
        desk.floor().hangUpAll();
    }

    /** An agent between a customer and a colleague; the phone's own two calls are two dialogs. */
    private record Consultation(Talk talk, Dialog own, Dialog colleague) {}

    @Test
    void colleagueIsAskedAndGetsTheCall() {
        Consultation c = byPbx();
        ControlDesk.pass("consultationCall", "the colleague's phone rang and talks with the agent, the caller waits");
        desk.perform(ALICE, "transferCall", NOTHING);
        assertColleagueHasTheCaller(c);
        ControlDesk.pass("transferCall", "the colleague's phone shows the caller and they talk, the agent's is free");
    }

    @Test
    void colleagueWhomThePhoneDialledGetsTheCall() {
        Consultation c = byPhone();
        desk.perform(ALICE, "transferCall", NOTHING);
        assertColleagueHasTheCaller(c);
        c.own().await(ENDED);
        ControlDesk.pass("transferCall", "of two calls the phone made itself: both are free, the other two talk");
    }

    @Test
    void colleagueWhoStillRingsGetsTheCall() {
        Talk talk = desk.talk(ALICE);
        desk.perform(ALICE, "consultationCall", "{\"to\": \"1003\"}");
        Dialog colleague = desk.floor().phone(CAROL).nextCall().ring();
        desk.perform(ALICE, "transferCall", NOTHING);
        talk.agent().await(ENDED);
        assertTrue(colleague.at(CONNECTED).isEmpty());
        Await.pass(A_MOMENT);
        colleague.answer().await(CONNECTED);
        ControlDesk.assertTalk(talk.customer(), colleague);
        ControlDesk.pass(
                "transferCall", "while it rang: the agent was free at once, the colleague answered the caller");
    }

    @Test
    void agentReturnsToTheCaller() {
        Consultation c = byPbx();
        desk.perform(ALICE, "reconnectCall", NOTHING);
        assertBackWithTheCaller(c);
        ControlDesk.pass("reconnectCall", "the colleague's phone is free, the agent talks with the caller");
    }

    @Test
    void agentWhosePhoneDialledReturnsToTheCaller() {
        Consultation c = byPhone();
        desk.perform(ALICE, "reconnectCall", NOTHING);
        c.own().await(ENDED);
        Await.until(
                SOON, "the phone takes the caller back", () -> !c.talk().agent().held());
        assertBackWithTheCaller(c);
        ControlDesk.pass("reconnectCall", "the phone ended the call it had made and took the caller back");
    }

    @Test
    void customerAgentAndColleagueTalkTogether() {
        Consultation c = byPbx();
        String customers = customersCall(c);
        desk.perform(ALICE, "conferenceCall", NOTHING);
        assertAllHearEachOther(c.talk().customer(), c.talk().agent(), c.colleague());
        assertOneConference(customers);

        c.talk().agent().hangUp();
        ControlDesk.assertTalk(c.talk().customer(), c.colleague());
        c.colleague().hangUp();
        c.talk().customer().await(ENDED);
        assertFalse(c.talk().customer().releasedHere());
        ControlDesk.pass(
                "conferenceCall", "three hear each other; two go on without the agent; the last frees the caller");
    }

    @Test
    void bothCallsOfThePhoneBecomeOneConference() {
        Consultation c = byPhone();
        String customers = customersCall(c);
        desk.perform(ALICE, "conferenceCall", NOTHING);
        c.talk().agent().await(ENDED);
        assertAllHearEachOther(c.talk().customer(), c.own(), c.colleague());
        assertOneConference(customers);

        c.talk().customer().hangUp();
        ControlDesk.assertTalk(c.own(), c.colleague());
        ControlDesk.pass("conferenceCall", "of two calls the phone made itself: three hear each other on one of them");
    }

    private Consultation byPbx() {
        Talk talk = desk.talk(ALICE);
        desk.perform(ALICE, "consultationCall", "{\"to\": \"1003\"}");
        Dialog colleague = desk.floor().answerAt(CAROL, A_MOMENT);
        desk.awaitAllowed(ALICE, "reconnectCall");
        ControlDesk.awaitSound(colleague);
        assertEquals(CONNECTED, talk.agent().state());
        return new Consultation(talk, talk.agent(), colleague);
    }

    private Consultation byPhone() {
        Talk talk = desk.talk(ALICE);
        talk.agent().hold();
        Dialog own = desk.floor().phone(ALICE).call(CAROL);
        Dialog colleague = desk.floor().answerAt(CAROL, A_MOMENT);
        own.await(CONNECTED);
        desk.awaitAllowed(ALICE, "reconnectCall");
        ControlDesk.assertTalk(own, colleague);
        return new Consultation(talk, own, colleague);
    }

    private void assertColleagueHasTheCaller(Consultation c) {
        c.talk().agent().await(ENDED);
        assertFalse(c.talk().agent().releasedHere());
        Await.until(SOON, "the colleague's phone shows the caller", () -> c.colleague()
                .connectedNumber()
                .equals(Optional.of(Floor.ANN.number())));
        ControlDesk.assertTalk(c.talk().customer(), c.colleague());
    }

    private void assertBackWithTheCaller(Consultation c) {
        c.colleague().await(ENDED);
        assertFalse(c.colleague().releasedHere());
        desk.awaitAllowed(ALICE, "consultationCall"); // the caller is no longer on hold
        ControlDesk.assertTalk(c.talk().customer(), c.talk().agent());
    }

    private static void assertAllHearEachOther(Dialog... people) {
        for (Dialog speaker : people) {
            speaker.speak(true);
            for (Dialog other : people) {
                if (other != speaker) {
                    Await.until(SOON, other.number() + " hears " + speaker.number(), other::hearsTone);
                }
            }
            speaker.speak(false);
            for (Dialog other : people) {
                Await.until(SOON, "silence", () -> !other.hearsTone());
            }
        }
    }

    private String customersCall(Consultation c) {
        return desk.calls(ControlDesk.MAIN, ALICE).stream()
                .filter(call -> call.path("direction").asText().equals("inbound"))
                .map(call -> call.path("id").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call of " + c.talk().customer()));
    }

    /** The customer's call is what remains, with all three in it, and offers no transfer. */
    private void assertOneConference(String customers) {
        JsonNode call = Await.value(SOON, "one call is left, with the colleague in it", () -> {
            List<JsonNode> calls = desk.calls(ControlDesk.MAIN, CAROL);
            return calls.size() == 1 ? Optional.of(calls.get(0)) : Optional.<JsonNode>empty();
        });
        assertEquals(customers, call.path("id").asText(), call::toString);
        assertTrue(call.path("lineage").toString().contains("conferencedWith"), call::toString);
        assertEquals(1, desk.calls(ControlDesk.MAIN, ALICE).size());
        List<String> allowed = ControlDesk.allowed(call, ALICE);
        assertTrue(allowed.contains("clearConnection") && !allowed.contains("singleStepTransferCall"), call::toString);
    }
}
