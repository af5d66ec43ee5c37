package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** 1001 asks 1003 first: attended transfers that come about, are given up, or are left to ring. */
final class LiveConsultations {

    private static final String DDI = Floor.ddi("1001");

    private LiveConsultations() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "05", "1001 holds, calls 1003 and joins both (REFER Replaces)", LiveConsultations::byPhone),
                new Scenario("05b", "software consults 1003 (Atxfer), 1001 hangs up", LiveConsultations::bySoftware),
                new Scenario("05c", "1001 presses *2 1003, who hangs up again", LiveConsultations::abandoned),
                new Scenario("05d", "software consults 1003 and cancels while it rings", LiveConsultations::cancelled),
                new Scenario("05e", "1001 hangs up while 1003 still rings", LiveConsultations::blond));
    }

    private static void byPhone(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        talk.agent().hold();
        Dialog consultation = stage.phone("1001").call("1003");
        Dialog colleague = stage.answerAt("1003", 600);
        consultation.await(CONNECTED);
        pass(1000);
        talk.agent().transfer(consultation);
        talk.agent().await(ENDED);
        consultation.await(ENDED);
        pass(1500);
        hangUp(colleague, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "held:1001",
                        "consult:1001->1003",
                        "transferred:attended:1001->1003",
                        "talking:1003",
                        "ended")
                .transfer("attended", "REFER Replaces", "1001", "1003")
                .result("completed")
                .leg(talk.agent())
                .leg(consultation, "role", "consult")
                .leg(colleague)
                .answeredBy("1001")
                .endedBy("1003");
    }

    private static void bySoftware(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        consult(stage);
        Dialog colleague = stage.answerAt("1003", 600);
        pass(1000);
        hangUp(talk.agent());
        pass(1500);
        hangUp(colleague, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "consult:1001->1003",
                        "transferred:attended:1001->1003",
                        "talking:1003",
                        "ended")
                .transfer("attended", "AMI Atxfer", "1001", "1003")
                .result("completed")
                .leg(talk.agent())
                .leg(colleague)
                .answeredBy("1001")
                .endedBy("1003");
    }

    private static void abandoned(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        talk.agent().press("*2");
        pass(1700); // the PBX says "transfer"
        talk.agent().press("1003");
        Dialog colleague = stage.answerAt("1003", 600);
        pass(1000);
        hangUp(colleague);
        pass(1500);
        hangUp(talk.agent(), talk.customer());
        back(stage, "feature *2", "abandoned", talk, colleague);
    }

    private static void cancelled(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        String agent = consult(stage);
        Dialog colleague = stage.ringAt("1003");
        pass(1000);
        stage.manager().act("CancelAtxfer", "Channel: " + agent);
        colleague.await(ENDED);
        pass(2000);
        hangUp(talk.agent(), talk.customer());
        back(stage, "AMI Atxfer", "cancelled", talk, colleague);
    }

    private static void back(Stage stage, String how, String result, Talk talk, Dialog colleague) {
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "talking:1001", "consult:1001->1003", "talking:1001", "ended")
                .transfer("attended", how, "1001", "1003")
                .result(result)
                .leg(talk.agent())
                .leg(colleague, "role", "consult")
                .answeredBy("1001")
                .endedBy("1001");
    }

    private static void blond(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        consult(stage);
        Dialog colleague = stage.ringAt("1003");
        pass(1000);
        hangUp(talk.agent());
        pass(1000);
        colleague.answer();
        pass(1500);
        hangUp(colleague, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "consult:1001->1003",
                        "transferred:blond:1001->1003",
                        "ringing:1003",
                        "talking:1003",
                        "ended")
                .transfer("attended-blond", "AMI Atxfer", "1001", "1003")
                .result("completed")
                .leg(talk.agent())
                .leg(colleague)
                .answeredBy("1001")
                .endedBy("1003");
    }

    private static String consult(Stage stage) {
        String agent = stage.manager().channel("1001");
        stage.manager().act("Atxfer", "Channel: " + agent, "Context: internal", "Exten: 1003");
        return agent;
    }
}
