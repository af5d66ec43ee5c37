package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.sip.Dialog;

/** A call for 1001 that another phone gets: picked up or forwarded. */
final class LivePickups {

    private static final String DDI = Floor.ddi("1001");
    private static final String FORWARD = "Family: CF";

    private LivePickups() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("16", "1001 rings, 1002 takes the call with *8", LivePickups::ofTheGroup),
                new Scenario("16b", "queue support rings 1001, 1003 takes the call with **1001", LivePickups::directed),
                new Scenario("18", "the phone of 1001 sends the caller to 1002 (302)", LivePickups::forwardedByPhone),
                new Scenario("18b", "the PBX sends calls of 1001 to 1002", LivePickups::forwardedByPbx));
    }

    private static void ofTheGroup(Stage stage) {
        Dialog customer = stage.carrier().call(DDI, ANN);
        Dialog rung = stage.ringAt("1001");
        pass(800);
        Dialog picker = stage.phone("1002").call("*8");
        pickedUp(customer, rung, picker);
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "pickup:1002", "talking:1002", "ended")
                .leg(rung, "outcome", "picked-up-elsewhere")
                .leg(picker, "role", "picker")
                .answeredBy("1002")
                .endedBy("customer");
    }

    private static void directed(Stage stage) {
        Dialog customer = stage.carrier().call(Floor.SUPPORT, ANN);
        Dialog rung = stage.ringAt("1001");
        pass(800);
        Dialog picker = stage.phone("1003").call("**1001");
        pickedUp(customer, rung, picker);
        stage.truth(inbound(ANN, Floor.SUPPORT))
                .with("queue", "support")
                .states("queued:support", "ringing:1001", "pickup:1003", "talking:1003", "ended")
                .leg(rung, "outcome", "picked-up-elsewhere")
                .leg(picker, "role", "picker")
                .answeredBy("1003")
                .endedBy("customer");
    }

    private static void pickedUp(Dialog customer, Dialog rung, Dialog picker) {
        picker.await(CONNECTED);
        rung.await(ENDED);
        customer.await(CONNECTED);
        pass(1500);
        hangUp(customer, picker);
    }

    private static void forwardedByPhone(Stage stage) {
        Dialog customer = stage.carrier().call(DDI, ANN);
        Dialog forwarding = stage.phone("1001").nextCall();
        pass(200);
        forwarding.redirect("1002");
        Dialog agent = stage.answerAt("1002", 600);
        customer.await(CONNECTED);
        pass(1200);
        hangUp(customer, agent);
        stage.truth(forwarded()).leg(forwarding, "outcome", "forwarded").leg(agent);
    }

    private static void forwardedByPbx(Stage stage) {
        stage.manager().act("DBPut", FORWARD, "Key: 1001", "Val: 1002");
        Dialog customer = stage.carrier().call(DDI, ANN);
        Dialog agent = stage.answerAt("1002", 600);
        customer.await(CONNECTED);
        pass(1200);
        hangUp(customer, agent);
        stage.manager().act("DBDel", FORWARD, "Key: 1001");
        stage.truth(forwarded()).leg(agent);
    }

    private static SeenCall forwarded() {
        return inbound(ANN, DDI)
                .states("forwarded:1001->1002", "ringing:1002", "talking:1002", "ended")
                .answeredBy("1002")
                .endedBy("customer");
    }
}
