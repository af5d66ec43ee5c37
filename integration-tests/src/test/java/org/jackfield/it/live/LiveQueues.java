package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.time.Duration;
import java.util.List;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Manager;
import org.jackfield.it.sip.Dialog;

/** Queue support with the phones 1001 and 1002 in it, and queue sales with Local channels to 1003 and 1004. */
final class LiveQueues {

    private LiveQueues() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("02", "1001 does not answer, 1002 does and hangs up", LiveQueues::ringNoAnswer),
                new Scenario("03", "caller gives up while 1001 rings", LiveQueues::abandoned),
                new Scenario("03b", "everybody pauses; caller waits and gives up", LiveQueues::nobodyThere),
                new Scenario("14", "1001 pauses, so 1002 answers; members come and go", LiveQueues::members),
                new Scenario("22", "caller presses 2 in the menu; 1003 answers", LiveQueues::menu),
                new Scenario("22b", "1003 is busy, 1004 answers", LiveQueues::rejected));
    }

    private static void ringNoAnswer(Stage stage) {
        Dialog customer = stage.carrier().call(Floor.SUPPORT, ANN);
        Dialog missed = stage.ringAt("1001");
        missed.await(ENDED);
        Dialog agent = stage.answerAt("1002", 1000);
        pass(2000);
        hangUp(agent, customer);
        Duration waited = Duration.between(
                customer.at(CONNECTED).orElseThrow(), agent.at(CONNECTED).orElseThrow());
        stage.truth(inbound(ANN, Floor.SUPPORT))
                .queue("support", waited)
                .states("queued:support", "ringing:1001", "rna:1001", "ringing:1002", "talking:1002", "ended")
                .leg(missed, "outcome", "ring-no-answer")
                .leg(agent, "outcome", "answered")
                .answeredBy("1002")
                .endedBy("1002")
                .with("queue_complete_reason", "agent");
    }

    private static void abandoned(Stage stage) {
        Dialog customer = stage.carrier().call(Floor.SUPPORT, ANN);
        Dialog agent = stage.ringAt("1001");
        pass(2500);
        hangUp(customer, agent);
        stage.truth(inbound(ANN, Floor.SUPPORT))
                .queue("support", customer.connected())
                .states("queued:support", "ringing:1001", "abandoned", "ended")
                .leg(agent, "outcome", "missed")
                .notAnswered()
                .endedBy("customer");
    }

    private static void nobodyThere(Stage stage) {
        pause(stage.manager(), "1001", true);
        pause(stage.manager(), "1002", true);
        Dialog customer = stage.carrier().call(Floor.SUPPORT, ANN);
        customer.await(CONNECTED);
        pass(2000);
        hangUp(customer);
        pause(stage.manager(), "1001", false);
        pause(stage.manager(), "1002", false);
        stage.truth(inbound(ANN, Floor.SUPPORT))
                .queue("support", customer.connected())
                .states("queued:support", "abandoned", "ended")
                .notAnswered()
                .endedBy("customer");
    }

    private static void members(Stage stage) {
        Manager manager = stage.manager();
        pause(manager, "1001", true);
        Dialog customer = stage.carrier().call(Floor.SUPPORT, ANN);
        Dialog agent = stage.answerAt("1002", 600);
        pass(1000);
        hangUp(customer, agent);
        pause(manager, "1001", false);
        String queue = "Queue: support";
        String zoe = "Interface: PJSIP/1005";
        manager.act("QueueAdd", queue, zoe, "Penalty: 1", "MemberName: Zoë O'Brien", "StateInterface: PJSIP/1005");
        manager.act("QueuePenalty", queue, zoe, "Penalty: 3");
        manager.ask("QueueAdd", queue, zoe); // refused, she is there already
        manager.act("QueueRemove", queue, zoe);
        for (String code : List.of("*45", "*46")) { // 1004 joins and leaves
            stage.phone("1004").call(code).await(ENDED);
        }
        stage.truth(inbound(ANN, Floor.SUPPORT))
                .with("queue", "support")
                .states("queued:support", "ringing:1002", "talking:1002", "ended")
                .leg(agent)
                .answeredBy("1002")
                .endedBy("customer")
                .with("queue_complete_reason", "caller");
    }

    private static void menu(Stage stage) {
        Dialog customer = stage.carrier().call(Floor.IVR, ANN);
        customer.await(CONNECTED);
        pass(1000);
        customer.press("2");
        Dialog agent = stage.answerAt("1003", 800);
        pass(2000);
        hangUp(customer, agent);
        stage.truth(inbound(ANN, Floor.IVR))
                .with("queue", "sales")
                .states("ivr", "queued:sales", "ringing:1003", "talking:1003", "ended")
                .leg(agent)
                .answeredBy("1003")
                .endedBy("customer");
        pass(2000); // the queue leaves 1003 alone as long after a call
    }

    private static void rejected(Stage stage) {
        Dialog customer = stage.carrier().call(Floor.SALES, ANN);
        Dialog busy = stage.ringAt("1003");
        pass(500);
        busy.reject(486, "Busy Here");
        Dialog agent = stage.answerAt("1004", 800);
        pass(1500);
        hangUp(agent, customer);
        stage.truth(inbound(ANN, Floor.SALES))
                .with("queue", "sales")
                .states("queued:sales", "ringing:1003", "rna:1003", "ringing:1004", "talking:1004", "ended")
                .leg(busy, "outcome", "busy")
                .leg(agent)
                .answeredBy("1004")
                .endedBy("1004");
    }

    private static void pause(Manager manager, String line, boolean paused) {
        manager.act(
                "QueuePause",
                "Queue: support",
                "Interface: PJSIP/" + line,
                "Paused: " + paused,
                "Reason: Lunch: 30 min; \"now\"");
    }
}
