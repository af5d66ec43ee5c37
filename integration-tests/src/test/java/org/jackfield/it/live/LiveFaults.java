package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.SeenCall.internal;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.BEN;
import static org.jackfield.it.live.Stage.CAT;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** What befalls the PBX, or the link to it, in mid-call. */
final class LiveFaults {

    private LiveFaults() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("19", "the PBX reads its configuration anew in mid-call", LiveFaults::reload),
                new Scenario("19b", "the link is cut: A ends, B and C begin unseen", LiveFaults::cut),
                new Scenario("26", "a link comes up while people talk, wait, are parked and confer", LiveFaults::sync),
                new Scenario("19d", "the PBX stops after its last call", LiveFaults::gracefulStop),
                new Scenario("19c", "the PBX stops in mid-call and comes back", LiveFaults::restart));
    }

    private static void reload(Stage stage) {
        Talk talk = stage.talk("1001", 500);
        stage.manager().act("Reload");
        pass(1500);
        stage.manager().act("Command", "Command: core reload");
        pass(1500);
        hangUp(talk.customer(), talk.agent());
        stage.truth(answered("1001", talk).endedBy("customer"));
    }

    private static void cut(Stage stage) {
        Talk a = stage.talk("1003", 800);
        stage.cut();
        hangUp(a.customer(), a.agent());
        Dialog ben = stage.carrier().call(Floor.SUPPORT, BEN);
        Dialog agentOfBen = stage.ringAt("1001");
        Talk c = stage.talk("1004", CAT, 500, 300);
        stage.mend();
        agentOfBen.answer();
        pass(1200);
        hangUp(ben, agentOfBen);
        hangUp(c.customer(), c.agent());
        stage.truth(inbound(ANN, Floor.ddi("1003")))
                .states("ringing:1003", "talking:1003", "(unseen) ended")
                .leg(a.agent())
                .answeredBy("1003");
        stage.truth(inbound(BEN, Floor.SUPPORT))
                .with("queue", "support")
                .states("(unseen) queued:support", "(unseen) ringing:1001", "talking:1001", "ended")
                .leg(agentOfBen)
                .answeredBy("1001")
                .endedBy("customer");
        stage.truth(inbound(CAT, Floor.ddi("1004")))
                .states("(unseen) ringing:1004", "(unseen) talking:1004", "ended")
                .leg(c.agent())
                .answeredBy("1004")
                .endedBy("customer");
    }

    private static void sync(Stage stage) {
        stage.cut();
        Talk ann = stage.talk("1003", 0);
        Talk ben = stage.talk("1004", BEN, 500, 0);
        String parked = stage.manager().channelWith("CallerIDNum", BEN.number());
        stage.manager().act("Park", "Channel: " + parked, "Timeout: 30000", "Parkinglot: default");
        pass(300);
        String space = stage.manager().list("ParkedCalls").get(0).get("ParkingSpace");
        ben.agent().hangUp();
        ben.agent().await(ENDED);
        Dialog room = stage.phone("1005").call("8000");
        room.await(CONNECTED);
        Dialog cat = stage.carrier().call(Floor.SUPPORT, CAT);
        Dialog rung = stage.ringAt("1001");
        stage.mend();
        rung.answer();
        pass(500);
        hangUp(ann.customer(), ann.agent());
        hangUp(ben.customer());
        hangUp(cat, rung);
        hangUp(room);
        stage.truth(inbound(ANN, Floor.ddi("1003")))
                .states("(unseen) ringing:1003", "(unseen) talking:1003", "ended")
                .leg(ann.agent())
                .answeredBy("1003")
                .endedBy("customer");
        stage.truth(inbound(BEN, Floor.ddi("1004")))
                .states(
                        "(unseen) ringing:1004",
                        "(unseen) talking:1004",
                        "(unseen) parked:" + space,
                        "(unseen) left:1004",
                        "ended")
                .leg(ben.agent())
                .endedBy("customer");
        stage.truth(internal("1005", "8000"))
                .states("(unseen) talking:1005", "(unseen) alone-in-conference:8000", "ended")
                .leg(room);
        stage.truth(inbound(CAT, Floor.SUPPORT))
                .with("queue", "support")
                .states("(unseen) queued:support", "(unseen) ringing:1001", "talking:1001", "ended")
                .leg(rung)
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static void gracefulStop(Stage stage) {
        Talk talk = stage.talk("1003", 500);
        stage.floor().pbx().stop("gracefully");
        pass(1000);
        Dialog refused = stage.carrier().call(Floor.ddi("1004"), BEN);
        refused.await(ENDED);
        pass(1000);
        hangUp(talk.customer(), talk.agent());
        stage.floor().pbx().awaitEnd();
        stage.restartPbx();
        stage.truth(answered("1003", talk).endedBy("customer"));
    }

    private static void restart(Stage stage) {
        Talk before = stage.talk("1003", 800);
        stage.floor().pbx().stop("now");
        before.customer().await(ENDED);
        before.agent().await(ENDED);
        stage.restartPbx();
        Talk after = stage.talk("1003", 800);
        hangUp(after.customer(), after.agent());
        stage.truth(inbound(ANN, Floor.ddi("1003")))
                .states("ringing:1003", "talking:1003", "lost-by-restart")
                .leg(before.agent())
                .answeredBy("1003");
        stage.truth(answered("1003", after).endedBy("customer"));
    }

    private static SeenCall answered(String line, Talk talk) {
        return inbound(ANN, Floor.ddi(line))
                .states("ringing:" + line, "talking:" + line, "ended")
                .leg(talk.agent())
                .answeredBy(line);
    }
}
