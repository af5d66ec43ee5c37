package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.Ports;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many faults at once in {@code etc/}: each is said once, clearly, and everything else works. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyConfigurationIT {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LONG_ENOUGH_FOR_A_STORM = Duration.ofSeconds(10);

    private static final String WRONG_PASSWORD = "asterisk~wrong";
    private static final String ABSENT = "asterisk~absent";
    private static final String BROKEN_LINE = "contacts.csv line 3";
    private static final String MISSPELT_KEY = "wrapUpMilis";
    private static final String TAKEN_PORT = "broker";

    private Floor floor;
    private ServerSocket squatter;
    private Jackfield jackfield;

    @BeforeAll
    void start() throws IOException {
        floor = new Floor();
        squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Setup setup = TestDesk.setup(floor)
                .asterisk("wrong", floor.pbx().amiPort(), "not-the-secret")
                .asterisk("absent", Ports.tcp(), "whatever")
                .contacts(TestDesk.CONTACTS.replace("C-2,", "C-2,\"no end to this quote,"))
                .key(Setup.PRESENCE, MISSPELT_KEY, "700")
                .key(Setup.BROKER, "port", String.valueOf(squatter.getLocalPort()));
        jackfield = Jackfield.startUnready("faulty", setup);
        Await.pass(LONG_ENOUGH_FOR_A_STORM);
    }

    @AfterAll
    void stop() throws IOException {
        if (jackfield != null) {
            jackfield.close();
        }
        squatter.close();
        floor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {WRONG_PASSWORD, ABSENT, BROKEN_LINE, MISSPELT_KEY, TAKEN_PORT})
    void eachFaultIsOneSentenceInHealthAndInTheLog(String what) {
        List<String> said = Await.value(SOON, what + " is named at /health", () -> {
            List<String> named =
                    problems().stream().filter(p -> p.contains(what)).toList();
            return named.isEmpty() ? Optional.empty() : Optional.of(named);
        });
        assertEquals(1, said.size(), said::toString);
        List<String> logged = jackfield
                .log()
                .lines()
                .filter(l -> l.contains(" WARN ") || l.contains(" ERROR "))
                .filter(l -> l.contains(what))
                .toList();
        assertEquals(1, logged.size(), logged::toString);
    }

    @Test
    void noFaultThrowsAStackTraceAtAnybody() {
        assertFalse(jackfield.log().contains("\tat "), jackfield::log);
    }

    @Test
    void secretsAreNotInTheLog() {
        assertFalse(jackfield.log().contains(floor.pbx().secret()));
        assertFalse(jackfield.log().contains("not-the-secret"));
    }

    @Test
    void theRestRuns() {
        try (Sse events = jackfield.as("admin").events()) {
            Dialog customer = floor.customerCalls(Floor.ddi("1001"));
            floor.phone("1001").nextCall().ring();
            JsonNode pop = events.await(
                            SOON, "pop", p -> p.path("state").asText().equals("completed"))
                    .data();
            assertEquals(TestDesk.ANNS_COMPANY, pop.at("/matches/0/company").asText());
            customer.hangUp();
            floor.hangUpAll();
        }
    }

    @Test
    void portOfTheWebPagesThatIsTakenIsNamedInTheLog() {
        Setup setup = new Setup()
                .asterisk(floor.pbx().amiPort(), floor.pbx().secret())
                .key(Setup.HTTP, Setup.HTTP_PORT, String.valueOf(squatter.getLocalPort()));
        try (Jackfield deaf = Jackfield.startBlind("port-taken", setup)) {
            Await.until(Duration.ofSeconds(60), "the link works without web pages", () -> deaf.shell("jackfield:links")
                    .contains("asterisk~main"));
            String port = String.valueOf(squatter.getLocalPort());
            assertEquals(1, deaf.log().lines().filter(l -> l.contains(port)).count(), deaf::log);
            assertFalse(deaf.log().contains("\tat "), deaf::log);
        }
    }

    private List<String> problems() {
        return StreamSupport.stream(jackfield.health().path("problems").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
