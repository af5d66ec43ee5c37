package org.jackfield.it;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.jackfield.it.sip.CallFacts.State.RINGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jackfield.it.harness.AsteriskLab;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lab alone: the phones and the real Asterisk do what the other tests rely on. Only the phones are asked. */
@Needs(RealPart.ASTERISK)
class AsteriskLabIT {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static Floor floor;

    @BeforeAll
    static void open() {
        floor = new Floor();
    }

    @AfterAll
    static void shut() {
        if (floor != null) {
            floor.close();
        }
    }

    @AfterEach
    void hangUp() {
        floor.hangUpAll();
    }

    @Test
    void customerReachesAgentAndBothHearEachOther() {
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog agent = floor.answerAt("1001", HALF_A_SECOND);
        customer.await(CONNECTED);
        agent.speak(true);
        Await.pass(A_SECOND);
        agent.hangUp();
        customer.await(ENDED);

        assertEquals(Floor.ANN.number(), agent.callerNumber());
        assertEquals(Floor.ANN.name(), agent.callerName());
        assertTrue(customer.packetsHeard() > 25, () -> "customer heard " + customer.packetsHeard());
        assertTrue(agent.packetsHeard() > 25, () -> "agent heard " + agent.packetsHeard());
        assertNear(agent.connected(), customer.connected());
        assertTrue(agent.releasedHere() && !customer.releasedHere());
    }

    @Test
    void customerGivesUpWhileThePhoneRings() {
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog agent = floor.phone("1001").nextCall().ring();
        customer.await(RINGING);
        Await.pass(HALF_A_SECOND);
        customer.hangUp();
        agent.await(ENDED);
        customer.await(ENDED);

        assertTrue(agent.at(CONNECTED).isEmpty());
        assertEquals(487, customer.code());
        assertNear(HALF_A_SECOND, agent.ringing());
    }

    @Test
    void agentHoldsAndTakesTheCallBack() {
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog agent = floor.answerAt("1001", HALF_A_SECOND);
        agent.hold();
        Await.pass(A_SECOND);
        agent.unhold();
        assertNear(A_SECOND, agent.onHold());
        customer.hangUp();
        agent.await(ENDED);
    }

    @Test
    void agentSendsTheCallerOnWithoutAsking() {
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog first = floor.answerAt("1001", HALF_A_SECOND);
        Await.pass(HALF_A_SECOND);
        first.transfer("1003");
        Dialog second = floor.answerAt("1003", HALF_A_SECOND);
        first.await(ENDED);
        Await.pass(HALF_A_SECOND);

        assertEquals(CONNECTED, customer.state());
        assertEquals(Floor.ANN.number(), second.callerNumber());
        second.hangUp();
        customer.await(ENDED);
    }

    @Test
    void agentAsksAColleagueAndConnectsTheCallerToThem() {
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog first = floor.answerAt("1001", HALF_A_SECOND);
        first.hold();
        Dialog consultation = floor.phone("1001").call("1003");
        Dialog colleague = floor.answerAt("1003", HALF_A_SECOND);
        consultation.await(CONNECTED);
        first.transfer(consultation);
        first.await(ENDED);
        consultation.await(ENDED);

        assertEquals(CONNECTED, colleague.state());
        colleague.hangUp();
        customer.await(ENDED);
    }

    @Test
    void queueGoesOnToTheNextAgentWhenTheFirstDoesNotAnswer() {
        Dialog customer = floor.customerCalls(Floor.SUPPORT);
        Dialog missed = floor.phone("1001").nextCall().ring();
        missed.await(ENDED);
        Dialog agent = floor.answerAt("1002", HALF_A_SECOND);
        customer.await(CONNECTED);
        agent.hangUp();
        customer.await(ENDED);

        assertTrue(missed.at(CONNECTED).isEmpty());
        assertNear(Duration.ofSeconds(4), missed.ringing());
    }

    @Test
    void busyAndForwardedPhonesAreRespected() {
        Dialog refused = floor.customerCalls(Floor.ddi("1001"));
        floor.phone("1001").nextCall().reject(486, "Busy Here");
        refused.await(ENDED);
        assertEquals(486, refused.code());

        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        floor.phone("1001").nextCall().redirect("1002");
        floor.answerAt("1002", HALF_A_SECOND).hangUp();
        customer.await(ENDED);
    }

    @Test
    void keysLeadThroughTheMenuToTheQueue() {
        Dialog customer = floor.customerCalls(Floor.IVR);
        customer.await(CONNECTED);
        Await.pass(HALF_A_SECOND);
        customer.press("1");
        floor.answerAt("1001", HALF_A_SECOND).hangUp();
        customer.await(ENDED);
    }

    @Test
    void agentCallsOutOverTheTrunk() {
        Dialog agent = floor.phone("1004").call("+12025550199");
        Dialog outside = floor.carrier().nextCall().ring();
        agent.await(RINGING);
        outside.answer();
        agent.await(CONNECTED);
        assertEquals(Floor.SUPPORT, outside.callerNumber());
        outside.hangUp();
        agent.await(ENDED);
    }

    @Test
    void phoneObeysRemoteControl() {
        SipPhone phone = floor.phone("1006");
        phone.obeyRemoteControl();
        Dialog customer = floor.customerCalls(Floor.ddi("1006"));
        Dialog agent = phone.nextCall().ring();
        floor.pbx().cli("pjsip send notify talk endpoint 1006");
        agent.await(CONNECTED);
        floor.pbx().cli("pjsip send notify hold endpoint 1006");
        Await.until(A_SECOND, "the phone holds the call", agent::held);
        customer.hangUp();
        agent.await(ENDED);
    }

    @Test
    void phoneWithTheWrongSecretIsRefused() {
        int pbx = floor.pbx().sipPort();
        assertThrows(IllegalStateException.class, () -> SipPhone.extension("1005", "Zoë", "guessed", pbx));
    }

    @Test
    void anotherLabRunsBesideThisOneAndSurvivesARestart() {
        SipPhone customer = SipPhone.carrier();
        try (AsteriskLab other = AsteriskLab.start(customer.port())) {
            assertNotEquals(floor.pbx().secret(), other.secret());
            other.kill();
            other.restart();
            customer.connect(other.sipPort());
            customer.call("+442079460130", Floor.ANN).await(CONNECTED);
            customer.close();
        }
    }

    private static void assertNear(Duration expected, Duration actual) {
        long difference = Math.abs(expected.minus(actual).toMillis());
        assertTrue(difference < 250, () -> "expected about " + expected + " but it was " + actual);
    }
}
