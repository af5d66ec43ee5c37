package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone;
import org.jackfield.it.sip.SipPhone.Caller;

/** Many calls at once. */
final class LiveBursts {

    private static final String SINK = "+442079460131";
    private static final String SINK_QUEUE = "+442079460132";
    private static final Duration TALK = Duration.ofSeconds(2);
    private static final Duration ALL_DONE = Duration.ofSeconds(20);

    private LiveBursts() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("20", "100 calls at 25 a second that the PBX answers", s -> burst(s, SINK, 100, 40)),
                new Scenario("20b", "60 calls at 15 a second to a queue", s -> burst(s, SINK_QUEUE, 60, 66)),
                new Scenario("20c", "24 calls in 4 s to the six phones, four at each", LiveBursts::phones));
    }

    /** Callers come at an even pace, and each hangs up two seconds after the answer. */
    private static void burst(Stage stage, String dialled, int calls, long everyMs) {
        Map<Dialog, Caller> callers = new LinkedHashMap<>();
        for (int i = 0; i < calls; i++) {
            Caller caller = new Caller("+1202555" + (1000 + i), "Caller " + i);
            callers.put(stage.carrier().call(dialled, caller), caller);
            pass(everyMs);
            thoseWhoTalkedHangUp(callers);
        }
        Await.until(ALL_DONE, "all " + calls + " callers were served", () -> {
            thoseWhoTalkedHangUp(callers);
            return callers.keySet().stream().allMatch(call -> call.state() == ENDED);
        });
        callers.forEach((call, caller) -> {
            SeenCall seen = stage.truth(inbound(caller, dialled))
                    .with("connected_ms", call.connected().toMillis())
                    .endedBy("customer");
            if (dialled.equals(SINK_QUEUE)) {
                seen.with("queue", "load");
            }
        });
    }

    private static void thoseWhoTalkedHangUp(Map<Dialog, Caller> callers) {
        Instant then = Instant.now().minus(TALK);
        callers.keySet().stream()
                .filter(call -> call.state() == CONNECTED)
                .filter(call -> call.at(CONNECTED).orElseThrow().isBefore(then))
                .forEach(Dialog::hangUp);
    }

    private static void phones(Stage stage) {
        Map<String, Dialog> agents = new ConcurrentHashMap<>();
        List<Dialog> customers = new ArrayList<>();
        stage.floor()
                .phones()
                .forEach(phone -> phone.onCall(call -> {
                    call.ring();
                    pass(400);
                    call.answer();
                    agents.put(call.callerNumber(), call);
                }));
        for (int i = 0; i < 24; i++) {
            customers.add(stage.carrier().call(Floor.ddi(line(i)), caller(i)));
            pass(160);
        }
        customers.forEach(customer -> customer.await(CONNECTED));
        pass(3000);
        customers.forEach(Dialog::hangUp);
        for (int i = 0; i < 24; i++) {
            Dialog agent = agents.get(caller(i).number());
            agent.await(ENDED);
            stage.truth(inbound(caller(i), Floor.ddi(line(i))))
                    .states("ringing:" + line(i), "talking:" + line(i), "ended")
                    .leg(agent)
                    .answeredBy(line(i))
                    .endedBy("customer");
        }
        stage.floor().phones().forEach(SipPhone::keepCalls);
    }

    private static String line(int call) {
        return String.valueOf(1001 + call % 6);
    }

    private static Caller caller(int call) {
        return new Caller("+120255502" + (10 + call), "Caller " + call);
    }
}
