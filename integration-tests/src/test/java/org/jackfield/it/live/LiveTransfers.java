package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.BEN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** Blind transfers from 1001 to 1003, in each way that a PBX has for it. */
final class LiveTransfers {

    private static final String DDI = Floor.ddi("1001");

    private LiveTransfers() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("04", "the phone of 1001 transfers to 1003 (REFER)", LiveTransfers::byPhone),
                new Scenario("04b", "software transfers to 1003 (BlindTransfer)", LiveTransfers::bySoftware),
                new Scenario("04c", "1001 presses #1 1003", LiveTransfers::byKeys),
                new Scenario("04d", "software sends the customer to 1003 (Redirect)", LiveTransfers::byRedirect),
                new Scenario("25", "hold, then transfer; then a queue call that moves on", LiveTransfers::mix));
    }

    private static void byPhone(Stage stage) {
        Talk talk = stage.talk("1001", 1000);
        talk.agent().transfer("1003");
        endsAt1003(stage, talk, "REFER");
    }

    private static void bySoftware(Stage stage) {
        Talk talk = stage.talk("1001", 1000);
        String agent = stage.manager().channel("1001");
        stage.manager().act("BlindTransfer", "Channel: " + agent, "Context: internal", "Exten: 1003");
        endsAt1003(stage, talk, "AMI BlindTransfer");
    }

    private static void byKeys(Stage stage) {
        Talk talk = stage.talk("1001", 1000);
        talk.agent().press("#1");
        pass(1700); // the PBX says "transfer"
        talk.agent().press("1003");
        endsAt1003(stage, talk, "feature #1");
    }

    private static void byRedirect(Stage stage) {
        Talk talk = stage.talk("1001", 1000);
        String customer = stage.manager().channel("trunk");
        stage.manager().act("Redirect", "Channel: " + customer, "Context: internal", "Exten: 1003", "Priority: 1");
        endsAt1003(stage, talk, "AMI Redirect");
    }

    private static void endsAt1003(Stage stage, Talk talk, String how) {
        Dialog second = stage.answerAt("1003", 500);
        talk.agent().await(ENDED);
        pass(1500);
        hangUp(second, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "transferred:blind:1001->1003",
                        "ringing:1003",
                        "talking:1003",
                        "ended")
                .transfer("blind", how, "1001", "1003")
                .leg(talk.agent(), "outcome", "transferred")
                .leg(second, "outcome", "answered")
                .answeredBy("1001")
                .endedBy("1003");
    }

    private static void mix(Stage stage) {
        Talk talk = stage.talk("1001", 500);
        talk.agent().hold();
        pass(500);
        talk.agent().unhold();
        pass(300);
        talk.agent().transfer("1003");
        Dialog second = stage.answerAt("1003", 500);
        talk.agent().await(ENDED);
        pass(1000);
        hangUp(second, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "held:1001",
                        "talking:1001",
                        "transferred:blind:1001->1003",
                        "ringing:1003",
                        "talking:1003",
                        "ended")
                .leg(talk.agent())
                .leg(second);

        Dialog ben = stage.carrier().call(Floor.SUPPORT, BEN);
        Dialog missed = stage.ringAt("1001");
        missed.await(ENDED);
        Dialog agent = stage.answerAt("1002", 500);
        pass(1000);
        hangUp(ben, agent);
        stage.truth(inbound(BEN, Floor.SUPPORT))
                .with("queue", "support")
                .states("queued:support", "ringing:1001", "rna:1001", "ringing:1002", "talking:1002", "ended")
                .leg(missed)
                .leg(agent)
                .answeredBy("1002");
    }
}
