package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.SeenCall.internal;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** More than two at a call: the conference, supervisors who listen, the recorder; and the voicemail. */
final class LiveRooms {

    private static final String VOICEMAIL = "+442079460103";
    private static final String RECORDED = "+442079460121";

    private LiveRooms() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("08", "1001 and 1002 dial 8000, 1003's customer is sent there", LiveRooms::conference),
                new Scenario("12", "customer leaves a message for 1001, who listens to it", LiveRooms::voicemail),
                new Scenario("17", "recording by software, by keys and by the dialplan", LiveRooms::recording),
                new Scenario("21", "1006 listens, whispers and barges in at 1001", LiveRooms::supervised));
    }

    private static void conference(Stage stage) {
        Talk talk = stage.talk("1003", 0);
        Dialog first = joins(stage, "1001");
        Dialog second = joins(stage, "1002");
        String customer = stage.manager().channel("trunk");
        stage.manager().act("Redirect", "Channel: " + customer, "Context: internal", "Exten: 8000", "Priority: 1");
        talk.agent().await(ENDED);
        pass(1500);
        hangUp(first);
        pass(600);
        hangUp(talk.customer());
        pass(600);
        hangUp(second);
        stage.truth(inbound(ANN, Floor.ddi("1003")))
                .states("ringing:1003", "talking:1003", "conference:8000", "ended")
                .leg(talk.agent())
                .leg(first)
                .leg(second)
                .answeredBy("1003")
                .with("conference", room());
    }

    private static Dialog joins(Stage stage, String line) {
        Dialog phone = stage.phone(line).call("8000");
        phone.await(CONNECTED);
        pass(600);
        return phone;
    }

    private static ObjectNode room() {
        ObjectNode room = SeenCall.object().put("id", "8000");
        List.of("1001", "1002", ANN.number()).forEach(room.putArray("join_order")::add);
        List.of("1001", ANN.number(), "1002").forEach(room.putArray("leave_order")::add);
        return room;
    }

    private static void voicemail(Stage stage) {
        Dialog customer = stage.carrier().call(VOICEMAIL, ANN);
        customer.await(CONNECTED);
        pass(6000);
        hangUp(customer);
        pass(800);
        Dialog agent = stage.phone("1001").call("500");
        agent.await(CONNECTED);
        pass(1500);
        hangUp(agent);
        stage.truth(inbound(ANN, VOICEMAIL))
                .states("voicemail:1001", "ended")
                .answeredBy("voicemail")
                .with("new_messages", 1)
                .with("connected_ms", customer.connected().toMillis());
        stage.truth(internal("1001", "500")).states("voicemail-main", "ended").leg(agent);
    }

    private static void recording(Stage stage) {
        Talk talk = stage.talk("1001", 500);
        String agent = "Channel: " + stage.manager().channel("1001");
        stage.manager().act("MixMonitor", agent, "File: by-software.wav", "Options: b");
        pass(800);
        for (String muted : List.of("1", "0")) {
            stage.manager().act("MixMonitorMute", agent, "Direction: both", "State: " + muted);
            pass(400);
        }
        stage.manager().act("StopMixMonitor", agent);
        pass(300);
        for (int i = 0; i < 2; i++) { // on and off
            talk.agent().press("*3");
            pass(1300);
        }
        hangUp(talk.customer(), talk.agent());
        stage.truth(recorded(Floor.ddi("1001"), "start", "mute", "unmute", "stop", "start", "stop"))
                .leg(talk.agent());

        Dialog customer = stage.carrier().call(RECORDED, ANN);
        Dialog second = stage.answerAt("1001", 500);
        customer.await(CONNECTED);
        pass(1200);
        hangUp(customer, second);
        stage.truth(recorded(RECORDED, "start", "stop-at-hangup")).leg(second);
    }

    private static SeenCall recorded(String dialled, String... recorder) {
        return inbound(ANN, dialled)
                .states("ringing:1001", "talking:1001", "ended")
                .with("recording", List.of(recorder))
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static void supervised(Stage stage) {
        Talk talk = stage.talk("1001", 500);
        for (String code : List.of("*55", "*56", "*57")) {
            Dialog supervisor = stage.phone("1006").call(code + "1001");
            supervisor.await(CONNECTED);
            pass(1000);
            hangUp(supervisor);
            pass(300);
        }
        hangUp(talk.customer(), talk.agent());
        stage.truth(inbound(ANN, Floor.ddi("1001")))
                .states("ringing:1001", "talking:1001", "ended")
                .with("supervised", List.of("spy:1006", "whisper:1006", "barge:1006"))
                .leg(talk.agent())
                .answeredBy("1001")
                .endedBy("customer");
    }
}
