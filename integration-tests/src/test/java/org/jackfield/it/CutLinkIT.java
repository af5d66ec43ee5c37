package org.jackfield.it;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Cable;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The network between server and PBX fails while people talk; the phones know what is true. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CutLinkIT {
    private static final int CALLS = 20;
    private static final int CUTS = Integer.getInteger("jackfield.cuts", 15);
    private static final long SEED = 20_261_125;
    private static final String LINK = "org.jackfield.pbx.asterisk~main.cfg";

    /** A customer, known by a number of their own, and the agent they talk with. */
    private record Talk(int customer, Dialog phone) {
        String number() {
            return "+1202555" + (2000 + customer);
        }

        String agent() {
            return Floor.AGENTS.get(customer % Floor.AGENTS.size());
        }
    }

    private Floor floor;
    private Cable cable;
    private Jackfield jackfield;
    private int customers;

    @BeforeAll
    void begin() {
        floor = new Floor();
        cable = new Cable(floor.pbx().amiPort());
        jackfield = Jackfield.start(
                "cut",
                TestDesk.setup(floor)
                        .asterisk(cable.port(), floor.pbx().secret())
                        .key(LINK, "reconnectMinMs", "100")
                        .key(LINK, "reconnectMaxMs", "1000")
                        .key(LINK, "cdrFile", floor.pbx().callRecords().toString()));
        Floor.AGENTS.forEach(
                agent -> floor.phone(agent).onCall(call -> call.ring().answer()));
    }

    @AfterEach
    void allGone() {
        floor.hangUpAll();
        compare(List.of(), "all gone");
    }

    @AfterAll
    void end() {
        Stream.of(jackfield, cable, floor).forEach(CutLinkIT::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(1)
    void afterEachCutTheCallsAreThoseOfThePhonesAndNoneIsAbsent() {
        Random random = new Random(SEED);
        int first = customers;
        List<Talk> talks = new ArrayList<>();
        IntStream.range(0, CALLS).forEach(i -> talks.add(call()));
        talks.forEach(talk -> talk.phone().await(CONNECTED));
        for (int cut = 0; cut < CUTS; cut++) {
            // somebody hangs up and somebody calls, just before, during or after the cut
            Talk leaving = talks.remove(random.nextInt(talks.size()));
            boolean early = random.nextBoolean();
            if (early) {
                leaving.phone().hangUp();
            }
            Await.pass(Duration.ofMillis(random.nextInt(60)));
            if (cut % 5 == 4) {
                whileTheLinkIsDown(this::comeAndGo);
            } else {
                cable.snap();
            }
            Await.pass(Duration.ofMillis(random.nextInt(60)));
            if (!early) {
                leaving.phone().hangUp();
            }
            talks.add(call());
            talks.forEach(talk -> talk.phone().await(CONNECTED));
            leaving.phone().await(ENDED);
            compare(talks, "cut " + cut + " of seed " + SEED);
        }
        floor.hangUpAll();
        List<String> all = IntStream.range(first, customers)
                .mapToObj(i -> new Talk(i, null).number())
                .sorted()
                .toList();
        Await.until(
                Duration.ofSeconds(10),
                "each call is among those that ended, once, also those nobody saw: " + all,
                () -> ended().stream().filter(all::contains).toList().equals(all));
        assertTrue(missed().size() >= Math.min(CUTS, 20), "each gap is listed");
        assertTrue(missed().get(0).path("filledIn").isInt(), "and what was read about it: " + missed());
    }

    @Test
    @Order(2)
    void aLinkThatFallsSilentIsFoundInThreeSecondsAndComesBackWithItsCalls() {
        Talk talk = call();
        talk.phone().await(CONNECTED);
        compare(List.of(talk), "before");
        long pulled = System.nanoTime();
        cable.pull();
        Await.until(Duration.ofSeconds(4), "the link is down", () -> state().equals("down"));
        long ms = (System.nanoTime() - pulled) / 1_000_000;
        assertTrue(ms <= 3_200, "found after " + ms + " ms, by asking every 20 ms over HTTP");
        cable.plug();
        Await.until(Duration.ofSeconds(15), "the link is up", () -> state().equals("up"));
        compare(List.of(talk), "after");
    }

    @Test
    @Order(3)
    void aPbxThatLostItsPowerTookItsCallsAlong() {
        Talk talk = call();
        talk.phone().await(CONNECTED);
        compare(List.of(talk), "before");
        floor.pbx().kill();
        floor.pbx().restart();
        Await.until(Duration.ofSeconds(20), "its call has ended with its cause", () -> jackfield
                .as("admin")
                .get("/calls?state=ended&limit=1")
                .orFail()
                .at("/items/0/cause")
                .asText()
                .equals("pbxRestart"));
        Await.until(Duration.ofSeconds(15), "the link is up", () -> state().equals("up"));
        compare(List.of(), "after");
        floor.registerAll();
    }

    private Talk call() {
        Talk asked = new Talk(customers++, null);
        Dialog phone = floor.carrier()
                .call(Floor.ddi(asked.agent()), new Caller(asked.number(), "Customer " + asked.number()));
        return new Talk(asked.customer(), phone);
    }

    private void comeAndGo() {
        Talk brief = call();
        brief.phone().await(CONNECTED);
        brief.phone().hangUp();
        brief.phone().await(ENDED);
    }

    private void whileTheLinkIsDown(Runnable happening) {
        cable.cut();
        happening.run();
        cable.mend();
    }

    private void compare(List<Talk> talks, String when) {
        List<String> truth = talks.stream()
                .map(talk -> talk.number() + " connected with " + talk.agent())
                .sorted()
                .toList();
        try {
            Await.until(
                    Duration.ofSeconds(10),
                    when,
                    () -> calls("active").map(CutLinkIT::told).sorted().toList().equals(truth));
        } catch (AssertionError e) {
            List<String> shown = calls("active").map(CutLinkIT::told).sorted().toList();
            List<String> tooMany = new ArrayList<>(shown);
            tooMany.removeAll(truth);
            List<String> absent = new ArrayList<>(truth);
            absent.removeAll(shown);
            throw new AssertionError(when + ": shown too much " + tooMany + ", absent " + absent, e);
        }
    }

    private static String told(JsonNode call) {
        String agents = stream(call.path("connections"))
                .filter(c -> c.path("role").asText().equals("agent"))
                .filter(c -> c.path("state").asText().equals("connected"))
                .map(c -> c.path("line").asText())
                .sorted()
                .reduce("", String::concat);
        return call.at("/caller/number").asText() + " " + call.path("state").asText() + " with " + agents;
    }

    private List<String> ended() {
        return calls("ended")
                .map(call -> call.at("/caller/number").asText())
                .sorted()
                .toList();
    }

    private Stream<JsonNode> calls(String state) {
        return stream(jackfield
                .as("admin")
                .get("/calls?state=" + state + "&limit=500")
                .orFail()
                .path("items"));
    }

    private static Stream<JsonNode> stream(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false);
    }

    private List<JsonNode> missed() {
        return stream(link().path("missed")).toList();
    }

    private String state() {
        return link().path("state").asText();
    }

    private JsonNode link() {
        return jackfield.as("admin").get("/links").orFail().at("/items/0");
    }
}
