package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.outbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.BEN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone.Caller;

/** Calls to customers: other software than ours dials for 1001, and 1002 dials by hand. */
final class LiveClickToDial {

    private static final String SUCCESS = "Success";
    private static final String FAILURE = "Failure";

    private LiveClickToDial() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("07", "1001 answers, then the customer does and hangs up", LiveClickToDial::answered),
                new Scenario("07b", "1001 answers, the customer is busy", LiveClickToDial::customerBusy),
                new Scenario("07c", "1001 does not answer", LiveClickToDial::agentNoAnswer),
                new Scenario("07d", "1001 is busy; then a phone that does not exist", LiveClickToDial::agentBusy),
                new Scenario("07e", "1002 dials the customer at the phone", LiveClickToDial::byHand));
    }

    private static void answered(Stage stage) {
        dial(stage, "1001", ANN, "op-4711", 8000);
        Dialog agent = stage.answerAt("1001", 600);
        Dialog customer = stage.carrier().nextCall().ring();
        pass(1000);
        customer.answer();
        pass(2000);
        hangUp(customer, agent);
        stage.truth(outbound("1001", ANN.number()))
                .with("originate", response("op-4711", SUCCESS))
                .states("dialing-agent:1001", "agent-connected:1001", "ringing-customer", "talking", "ended")
                .leg(agent)
                .leg(customer, "role", "customer")
                .answeredBy(ANN.number())
                .endedBy("customer");
    }

    private static void customerBusy(Stage stage) {
        dial(stage, "1001", BEN, "op-4712", 8000);
        Dialog agent = stage.answerAt("1001", 600);
        Dialog customer = stage.carrier().nextCall();
        pass(300);
        customer.reject(486, "Busy Here");
        agent.await(ENDED);
        stage.truth(outbound("1001", BEN.number()))
                .with("originate", response("op-4712", SUCCESS))
                .states("dialing-agent:1001", "agent-connected:1001", "busy", "ended")
                .leg(agent)
                .leg(customer, "outcome", "busy")
                .notAnswered();
    }

    private static void agentNoAnswer(Stage stage) {
        dial(stage, "1001", ANN, "op-4713", 3000);
        Dialog agent = stage.ringAt("1001");
        agent.await(ENDED);
        stage.truth(outbound("1001", ANN.number()))
                .with("originate", response("op-4713", FAILURE))
                .states("dialing-agent:1001", "no-answer", "ended")
                .leg(agent, "outcome", "no-answer")
                .notAnswered();
    }

    private static void agentBusy(Stage stage) {
        dial(stage, "1001", ANN, "op-4714", 3000);
        Dialog agent = stage.ringAt("1001");
        pass(300);
        agent.reject(486, "Busy Here");
        pass(500);
        dial(stage, "9999", ANN, "op-4715", 3000);
        pass(1000);
        stage.truth(outbound("1001", ANN.number()))
                .with("originate", response("op-4714", FAILURE))
                .states("dialing-agent:1001", "busy", "ended")
                .leg(agent, "outcome", "busy")
                .notAnswered();
        stage.truth(outbound("9999", ANN.number()))
                .with("originate", response("op-4715", FAILURE))
                .states("failed")
                .notAnswered();
    }

    private static void byHand(Stage stage) {
        Dialog agent = stage.phone("1002").call(ANN.number());
        Dialog customer = stage.carrier().nextCall().ring();
        pass(1000);
        customer.answer();
        agent.await(CONNECTED);
        pass(1500);
        hangUp(agent, customer);
        stage.truth(outbound("1002", ANN.number()))
                .states("ringing-customer", "talking", "ended")
                .leg(agent)
                .leg(customer, "role", "customer")
                .answeredBy(ANN.number())
                .endedBy("1002");
    }

    private static ObjectNode response(String channel, String result) {
        return SeenCall.object().put("channel_id", channel).put("response", result);
    }

    private static void dial(Stage stage, String line, Caller customer, String channel, long ringMs) {
        stage.manager()
                .act(
                        "Originate",
                        "Channel: PJSIP/" + line,
                        "Context: c2d",
                        "Exten: " + customer.number(),
                        "Priority: 1",
                        "Timeout: " + ringMs,
                        "CallerID: \"Customer\" <" + customer.number() + ">",
                        "Async: true",
                        "ChannelId: " + channel);
    }
}
