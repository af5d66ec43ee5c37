package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.sip.Dialog;

/** Eight calls that nobody answers. */
final class LiveFailures {

    private static final Duration LONGER_THAN_A_PHONE_RINGS = Duration.ofSeconds(12);

    private LiveFailures() {}

    static List<Scenario> all() {
        return List.of(new Scenario("11", "busy, no answer, faults, declined, unreachable", LiveFailures::fail));
    }

    private static void fail(Stage stage) {
        atPhone(stage, "busy", List.of("busy", "ended"), phone -> {
            pass(300);
            phone.reject(486, "Busy Here");
        });
        ringTime(stage, 3);
        atPhone(stage, "no-answer", List.of("ringing:1001", "no-answer", "ended"), Dialog::ring);
        ringTime(stage, 20);
        atPhone(stage, "congestion", List.of("congestion", "ended"), phone -> phone.reject(503, "Service Unavailable"));
        atPhone(stage, "declined", List.of("ringing:1001", "declined", "ended"), phone -> {
            phone.ring();
            pass(400);
            phone.reject(603, "Decline");
        });
        stage.phone("1006").register(Duration.ZERO);
        atPbx(stage, "unavailable", Floor.ddi("1006"), "unavailable");
        stage.phone("1006").register(Duration.ofHours(1));
        atPbx(stage, "pbx-busy", "+442079460106", "busy");
        atPbx(stage, "pbx-congestion", "+442079460107", "congestion");
        atPbx(stage, "unallocated", "+442079460199", "failed");
    }

    private static void atPhone(Stage stage, String result, List<String> states, Consumer<Dialog> reaction) {
        String ddi = Floor.ddi("1001");
        Dialog customer = stage.carrier().call(ddi, ANN);
        Dialog phone = stage.phone("1001").nextCall();
        reaction.accept(phone);
        failed(stage, result, ddi, states, customer, Optional.of(phone));
    }

    private static void atPbx(Stage stage, String result, String dialled, String state) {
        Dialog customer = stage.carrier().call(dialled, ANN);
        failed(stage, result, dialled, List.of(state, "ended"), customer, Optional.empty());
    }

    private static void failed(
            Stage stage, String result, String dialled, List<String> states, Dialog customer, Optional<Dialog> phone) {
        customer.await(LONGER_THAN_A_PHONE_RINGS, ENDED);
        SeenCall truth = stage.truth(inbound(ANN, dialled))
                .states(states.toArray(String[]::new))
                .with("result", result)
                .with("sip_code_to_caller", customer.code())
                .notAnswered();
        phone.ifPresent(p -> truth.leg(p, "outcome", result));
    }

    private static void ringTime(Stage stage, int seconds) {
        stage.manager().act("Setvar", "Variable: LAB_RING", "Value: " + seconds);
    }
}
