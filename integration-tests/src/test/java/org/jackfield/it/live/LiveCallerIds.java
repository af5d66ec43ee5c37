package org.jackfield.it.live;

import static org.jackfield.it.live.SeenCall.anonymous;
import static org.jackfield.it.live.SeenCall.inbound;
import static org.jackfield.it.live.Stage.hangUp;
import static org.jackfield.it.live.Stage.pass;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;

import java.util.List;
import java.util.stream.Stream;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipMessage;
import org.jackfield.it.sip.SipMessage.Header;
import org.jackfield.it.sip.SipPhone.Caller;

/** Who callers say they are: withheld, and with every kind of letter. */
final class LiveCallerIds {

    private static final String DDI = Floor.ddi("1001");
    private static final String WITHHELD = "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
    private static final Header[] LEAKED = {
        new Header("Privacy", "id"), new Header("P-Asserted-Identity", "\"Secret\" <sip:+12025550177@127.0.0.1>")
    };

    private LiveCallerIds() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("13", "calls with unusual names and numbers", LiveCallerIds::unusual),
                new Scenario("27", "a withheld number that the carrier passes on, then Ann", LiveCallerIds::withheld));
    }

    private static void unusual(Stage stage) {
        withheldCall(stage);
        withheldCall(stage, LEAKED);
        Stream.of("+442079460999", "02079460999", "00442079460999", "(202)555-0144", "john.doe")
                .forEach(number -> call(stage, "<sip:" + number + "@127.0.0.1>", number));
        call(stage, "<sip:%2B12025550145@127.0.0.1>", "+12025550145");
        List<String> names = List.of(
                "Zoë Müller-Łukasz 李雷",
                "😀 שלום",
                "Bob \"The\" Builder",
                "a\\b",
                "Event: Hangup",
                "<b>x</b>&amp;, Inc.; 100%",
                "N".repeat(120));
        for (int i = 0; i < names.size(); i++) {
            Caller caller = new Caller("+1202555015" + i, names.get(i));
            call(stage, caller.address(), caller.number()).with("from_name", caller.name());
        }
        // names that no telephone could be sure of: only the number is compared
        call(stage, "\"Zo" + SipMessage.octet(0xEB) + "\" <sip:+12025550162@127.0.0.1>", "+12025550162");
        call(stage, "\"a\tb\" <sip:+12025550163@127.0.0.1>", "+12025550163");
        call(stage, "\"\" <sip:+12025550164@127.0.0.1>", "+12025550164");
    }

    private static void withheld(Stage stage) {
        withheldCall(stage, LEAKED);
        call(stage, Floor.ANN.address(), Floor.ANN.number());
    }

    private static SeenCall call(Stage stage, String from, String number) {
        Dialog agent = ring(stage, from);
        return stage.truth(told(inbound(new Caller(number, ""), DDI), agent));
    }

    private static void withheldCall(Stage stage, Header... extra) {
        stage.truth(told(anonymous(DDI), ring(stage, WITHHELD, extra)));
    }

    private static SeenCall told(SeenCall call, Dialog agent) {
        return call.states("ringing:1001", "talking:1001", "ended")
                .leg(agent)
                .answeredBy("1001")
                .endedBy("customer");
    }

    private static Dialog ring(Stage stage, String from, Header... extra) {
        Dialog customer = stage.carrier().callAs(DDI, from, extra);
        Dialog agent = stage.answerAt("1001", 200);
        customer.await(CONNECTED);
        pass(300);
        hangUp(customer, agent);
        return agent;
    }
}
