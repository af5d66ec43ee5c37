package org.jackfield.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.jackfield.it.sip.CallFacts.State.RINGING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Api;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Browser;
import org.jackfield.it.harness.DeskPhone;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The way from a real Asterisk's ring to a real browser and a desk phone, and the call that remains. Which broker and
 * which database serve is the subclasses' choice, made in {@code etc/} alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RingToScreen {

    private static final Duration A_MOMENT = Duration.ofMillis(700);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration DEVICE_LOST = Duration.ofSeconds(20);
    private static final long TOLERANCE_MS = 250;
    private static final String DESK_PHONE = "desk-1001";

    private Floor floor;
    private Jackfield jackfield;
    private Browser browser;

    /** Starts what else is needed and says in the setup that it shall be used. */
    abstract void furnish(Setup setup);

    /** Connects a desk phone to the broker that serves. */
    abstract DeskPhone connect(Jackfield server, String id, String line);

    /** Looks into the database that serves. */
    abstract void assertStored(Jackfield server, String callId);

    abstract void takeAway();

    @BeforeAll
    void open() {
        floor = new Floor();
        Setup setup = TestDesk.setup(floor);
        furnish(setup);
        jackfield = Jackfield.start(getClass().getSimpleName(), setup);
        browser = new Browser();
        jackfield.awaitUp("link asterisk~main");
    }

    @AfterEach
    void hangUp() {
        floor.hangUpAll();
    }

    @AfterAll
    void shut() {
        for (AutoCloseable part : new AutoCloseable[] {browser, jackfield, this::takeAway, floor}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("A part of the test could not be closed", e);
            }
        }
    }

    @Test
    void callersNameAndCompanyAreOnThePageBeforeThePhoneIsAnswered() {
        Page desk = browser.page(jackfield.loginLink("alice"));
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog phone = floor.phone("1001").nextCall().ring();

        Locator call = desk.getByTestId("ringing-call");
        assertThat(call.getByTestId("pop-name")).hasText(Floor.ANN.name());
        assertThat(call.getByTestId("pop-company")).hasText(TestDesk.ANNS_COMPANY);
        assertEquals(RINGING, phone.state());
        Browser.screenshot(desk, getClass().getSimpleName() + "-ringing");
        String id = call.getAttribute("data-call");

        phone.answer();
        customer.await(CONNECTED);
        assertThat(desk.getByTestId("live-call")).isVisible();
        Await.pass(A_MOMENT);
        phone.hold();
        Await.pass(A_MOMENT);
        phone.unhold();
        Await.pass(A_MOMENT);
        phone.hangUp();
        customer.await(ENDED);

        JsonNode ended = endedCall(id);
        JsonNode agent = only(connections(ended, "1001"));
        assertEquals("alice", agent.path("agent").asText());
        assertNear("connectedMs", phone.connected(), agent);
        assertNear("deviceHoldMs", phone.onHold(), agent);
        assertEquals(Floor.ANN.number(), ended.at("/caller/number").asText());
        assertEquals("1001", ended.at("/answeredBy/line").asText());
        assertThat(desk.getByTestId("ringing-call")).hasCount(0);
        assertThat(desk.getByTestId("live-call")).hasCount(0);
        assertStored(jackfield, id);
    }

    @Test
    void popMovesToTheAgentWhoAnswersWhenTheFirstDoesNot() {
        Page alice = browser.page(jackfield.loginLink("alice"));
        Page bob = browser.page(jackfield.loginLink("bob"));
        try (Sse pops = jackfield.as("admin").events()) {
            Dialog customer = floor.customerCalls(Floor.SUPPORT);
            Dialog missed = floor.phone("1001").nextCall().ring();
            assertThat(alice.getByTestId("ringing-call").getByTestId("pop-name"))
                    .hasText(Floor.ANN.name());
            assertThat(bob.getByTestId("ringing-call")).hasCount(0);
            String id = alice.getByTestId("ringing-call").getAttribute("data-call");

            missed.await(ENDED);
            Dialog phone = floor.phone("1002").nextCall().ring();
            assertThat(bob.getByTestId("ringing-call").getByTestId("pop-name")).hasText(Floor.ANN.name());
            assertThat(alice.getByTestId("ringing-call")).hasCount(0);
            assertEquals(RINGING, phone.state());
            Await.pass(A_MOMENT);
            phone.answer();
            customer.await(CONNECTED);
            Await.pass(A_MOMENT);
            phone.hangUp();
            customer.await(ENDED);

            Sse.Event closed = pops.await(SOON, "pop", pop -> isPop(pop, id, "alice", "closed"));
            assertEquals("noAnswer", closed.data().path("reason").asText());
            pops.await(SOON, "pop", pop -> isPop(pop, id, "bob", "closed"));
            JsonNode ended = endedCall(id);
            assertEquals(0, only(connections(ended, "1001")).path("connectedMs").asLong());
            assertEquals(
                    "noAnswer", only(connections(ended, "1001")).path("cause").asText());
            assertNear("connectedMs", phone.connected(), only(connections(ended, "1002")));
            assertEquals("support", ended.at("/queueVisits/0/queue").asText());
            assertEquals("answered", ended.at("/queueVisits/0/outcome").asText());
        }
    }

    @Test
    void lostDeskPhoneMakesTheAgentNotReadyAndSaysWhy() {
        Page desk = browser.page(jackfield.loginLink("alice"));
        Api admin = jackfield.as("admin");
        try (DeskPhone display = connect(jackfield, DESK_PHONE, "1001")) {
            Dialog customer = floor.customerCalls(Floor.ddi("1001"));
            Dialog phone = floor.phone("1001").nextCall().ring();
            display.awaitOnDisplay(SOON, Floor.ANN.name());
            assertEquals(RINGING, phone.state());
            customer.hangUp();
            phone.await(ENDED);
            Await.until(SOON, "alice is ready", () -> state(admin, "alice").equals("ready"));

            display.kill();
            JsonNode lost = Await.value(
                    DEVICE_LOST, "alice is not ready for her phone is lost", () -> Optional.of(agent(admin, "alice"))
                            .filter(a -> a.path("state").asText().equals("notReady")));
            assertTrue(lost.path("cause").asText().contains(DESK_PHONE), lost::toString);
            assertThat(desk.getByTestId("agent-state")).hasAttribute("data-state", "notReady");
        }
    }

    private JsonNode endedCall(String id) {
        return Await.value(SOON, "call " + id + " has ended", () -> {
            JsonNode call = jackfield.as("admin").get("/calls/" + id).orFail();
            return call.path("state").asText().equals("ended") ? Optional.of(call) : Optional.empty();
        });
    }

    private static List<JsonNode> connections(JsonNode call, String line) {
        return StreamSupport.stream(call.path("connections").spliterator(), false)
                .filter(c -> c.path("role").asText().equals("agent"))
                .filter(c -> c.path("line").asText().equals(line))
                .toList();
    }

    private static JsonNode only(List<JsonNode> connections) {
        assertEquals(1, connections.size(), connections::toString);
        return connections.get(0);
    }

    private static void assertNear(String member, Duration truth, JsonNode connection) {
        long said = connection.path(member).asLong(-1);
        assertTrue(
                said >= 0 && Math.abs(said - truth.toMillis()) <= TOLERANCE_MS,
                () -> member + " is " + said + ", the phone says " + truth.toMillis());
    }

    private static boolean isPop(JsonNode pop, String call, String agent, String state) {
        return pop.path("call").asText().equals(call)
                && pop.path("agent").asText().equals(agent)
                && pop.path("state").asText().equals(state);
    }

    private static JsonNode agent(Api api, String id) {
        return StreamSupport.stream(api.get("/agents").orFail().path("items").spliterator(), false)
                .filter(a -> a.path("agent").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String state(Api api, String id) {
        return agent(api, id).path("state").asText();
    }
}
