package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.ANN;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;

import java.time.Duration;
import java.util.List;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;

/** A customer of 1001 is parked: taken by 1002, back at 1001, or gone. */
final class LiveParking {

    private static final String DDI = Floor.ddi("1001");

    private LiveParking() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("09", "software parks the customer, 1002 takes them", LiveParking::retrieved),
                new Scenario("09b", "nobody takes the customer, who comes back to 1001", LiveParking::comesBack),
                new Scenario("09c", "1001 transfers to 700; the customer gives up", LiveParking::givesUp));
    }

    private static void retrieved(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        park(stage, 20_000);
        String place = place(stage);
        pass(1000);
        hangUp(talk.agent());
        pass(500);
        Dialog retriever = stage.phone("1002").call(place);
        retriever.await(CONNECTED);
        pass(1500);
        hangUp(talk.customer(), retriever);
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "talking:1001", "parked:" + place, "talking:1002", "ended")
                .leg(talk.agent())
                .leg(retriever, "role", "retriever")
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static void comesBack(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        park(stage, 3000);
        String place = place(stage);
        pass(300);
        hangUp(talk.agent());
        Dialog again = stage.answerAt("1001", 600);
        pass(1500);
        hangUp(again, talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states(
                        "ringing:1001",
                        "talking:1001",
                        "parked:" + place,
                        "park-timeout",
                        "ringing:1001",
                        "talking:1001",
                        "ended")
                .leg(talk.agent())
                .leg(again)
                .answeredBy("1001")
                .endedBy("1001");
    }

    private static void givesUp(Stage stage) {
        Talk talk = stage.talk("1001", 800);
        talk.agent().transfer("700");
        String place = place(stage);
        talk.agent().await(ENDED);
        pass(1500);
        hangUp(talk.customer());
        stage.truth(inbound(ANN, DDI))
                .states("ringing:1001", "talking:1001", "parked:" + place, "abandoned", "ended")
                .leg(talk.agent())
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static void park(Stage stage, long timeoutMs) {
        stage.manager()
                .act(
                        "Park",
                        "Channel: " + stage.manager().channel("trunk"),
                        "TimeoutChannel: " + stage.manager().channel("1001"),
                        "AnnounceChannel: ",
                        "Timeout: " + timeoutMs,
                        "Parkinglot: default");
    }

    private static String place(Stage stage) {
        return Await.value(
                Duration.ofSeconds(5), "the customer is parked", () -> stage.manager().list("ParkedCalls").stream()
                        .map(call -> call.get("ParkingSpace"))
                        .findFirst());
    }
}
