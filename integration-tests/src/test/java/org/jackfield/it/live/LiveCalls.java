package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.SeenCall.internal;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.BEN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** A customer and an agent, or two agents: ring, answer, hold, hang up. */
final class LiveCalls {

    private static final String DDI = Floor.ddi("1001");

    private LiveCalls() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("01", "customer calls 1001, who answers; customer hangs up", LiveCalls::customerHangsUp),
                new Scenario("01b", "customer calls 1001, who answers and hangs up", LiveCalls::agentHangsUp),
                new Scenario("01c", "customer gives up while 1001 rings", LiveCalls::abandoned),
                new Scenario("06", "1001 holds the customer twice", LiveCalls::heldTwice),
                new Scenario("10", "1003 calls 1004", LiveCalls::colleagues),
                new Scenario("15", "1001 holds Ann, answers Ben, ends with Ben, resumes Ann", LiveCalls::callWaiting),
                new Scenario("24", "1001 holds; software at the PBX ends the call", LiveCalls::endedBySoftware));
    }

    private static void customerHangsUp(Stage stage) {
        Talk talk = stage.talk("1001", ANN, 1000, 2000);
        hangUp(talk.customer(), talk.agent());
        stage.truth(answered().leg(talk.agent(), "outcome", "answered").endedBy("customer"))
                .with("cause", 16);
    }

    private static void agentHangsUp(Stage stage) {
        Talk talk = stage.talk("1001", ANN, 700, 1500);
        hangUp(talk.agent(), talk.customer());
        stage.truth(answered().leg(talk.agent(), "outcome", "answered").endedBy("1001"))
                .with("cause", 16);
    }

    private static void abandoned(Stage stage) {
        Dialog customer = stage.carrier().call(DDI, ANN);
        Dialog agent = stage.ringAt("1001");
        pass(1500);
        hangUp(customer, agent);
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "ended")
                .leg(agent, "outcome", "missed")
                .notAnswered()
                .endedBy("customer");
    }

    private static void heldTwice(Stage stage) {
        Talk talk = stage.talk("1001", 0);
        for (int i = 0; i < 2; i++) {
            pass(800);
            talk.agent().hold();
            pass(1500);
            talk.agent().unhold();
        }
        pass(800);
        hangUp(talk.customer(), talk.agent());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "held:1001",
                        "talking:1001",
                        "held:1001",
                        "talking:1001",
                        "ended")
                .leg(talk.agent(), "outcome", "answered")
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static void colleagues(Stage stage) {
        Dialog caller = stage.phone("1003").call("1004");
        Dialog called = stage.answerAt("1004", 800);
        caller.await(CONNECTED);
        pass(1500);
        hangUp(caller, called);
        stage.truth(internal("1003", "1004"))
                .states("ringing:1004", "talking:1004", "ended")
                .leg(called)
                .answeredBy("1004")
                .endedBy("1003");
    }

    private static void callWaiting(Stage stage) {
        Talk ann = stage.talk("1001", 800);
        Dialog ben = stage.carrier().call(DDI, BEN);
        Dialog second = stage.ringAt("1001");
        pass(800);
        ann.agent().hold();
        second.answer();
        ben.await(CONNECTED);
        pass(1200);
        hangUp(second, ben);
        ann.agent().unhold();
        pass(800);
        hangUp(ann.customer(), ann.agent());
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "talking:1001", "held:1001", "talking:1001", "ended")
                .leg(ann.agent())
                .answeredBy("1001")
                .endedBy("customer");
        stage.truth(inbound(BEN, DDI))
                .states("ringing:1001", "talking:1001", "ended")
                .leg(second)
                .answeredBy("1001")
                .endedBy("1001");
    }

    private static void endedBySoftware(Stage stage) {
        Talk talk = stage.talk("1001", 0);
        String customer = "Channel: " + stage.manager().channel("trunk");
        stage.manager().act("Setvar", customer, "Variable: CRM_REF", "Value: case-42: \"x\", ü");
        talk.agent().hold();
        pass(500);
        talk.agent().unhold();
        pass(400);
        stage.manager().act("Hangup", customer, "Cause: 16");
        talk.customer().await(ENDED);
        talk.agent().await(ENDED);
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "talking:1001", "held:1001", "talking:1001", "ended")
                .leg(talk.agent())
                .answeredBy("1001")
                .endedBy("cti");
    }

    private static SeenCall answered() {
        return inbound(ANN, DDI).states("ringing:1001", "talking:1001", "ended").answeredBy("1001");
    }
}
