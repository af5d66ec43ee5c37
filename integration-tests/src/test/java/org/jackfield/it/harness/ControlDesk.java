package org.jackfield.it.harness;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Api.Answer;
import org.jackfield.it.harness.Floor.Talk;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The floor with a product that may do everything there, and clients that ask it for services as an agent's screen
 * does: a service is asked for once it is allowed. A second link, {@code asterisk~least}, sees the same calls with
 * fewer rights.
 */
public final class ControlDesk implements AutoCloseable {

    /** Gives every test class of a run the same desk, for it takes a while to open. */
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ControlDesk.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(ControlDesk.class, key -> new ControlDesk("CallControl"));
        }
    }

    /** The line whose phone obeys NOTIFY talk and hold. */
    public static final String OBEYS = "1001";
    /** A line whose phone does not. */
    public static final String DEAF = "1002";
    /** A line whose phone does not either, though it is configured as one that does. */
    public static final String LISTED = "1004";

    public static final String MAIN = "asterisk~main";
    public static final String LEAST = "asterisk~least";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Map<String, String> AGENTS = Map.of("1001", "alice", "1002", "bob", "1003", "carol");

    private final Floor floor = new Floor();
    private final Cable wire = new Cable(floor.pbx().amiPort());
    private final Jackfield jackfield;

    /** The name is for folders and logs. */
    public ControlDesk(String name) {
        floor.phone(OBEYS).obeyRemoteControl();
        String secret = floor.pbx().secret();
        Setup setup = TestDesk.setup(floor)
                .asterisk("main", wire.port(), AsteriskLab.TRUSTED_USER, secret, OBEYS + "|" + LISTED)
                .asterisk("least", floor.pbx().amiPort(), AsteriskLab.AMI_USER, secret, OBEYS)
                .numbers("least");
        jackfield = Jackfield.start(name, setup);
        jackfield.awaitUp("link " + MAIN);
        jackfield.awaitUp("link " + LEAST);
    }

    public Floor floor() {
        return floor;
    }

    /** Ann calls the line, its phone answers, they talk. */
    public Talk talk(String line) {
        return floor.talk(line);
    }

    /** What the product's link {@link #MAIN} has sent to the PBX. */
    public Cable wire() {
        return wire;
    }

    public Api as(String user) {
        return jackfield.as(user);
    }

    /** The live calls in which that line takes part, newest first. */
    public List<JsonNode> calls(String link, String line) {
        JsonNode calls = as("admin").get("/calls?state=active&line=" + line).orFail();
        return stream(calls.path("items"))
                .filter(call -> call.path("link").asText().equals(link)
                        && connection(call, line).isPresent())
                .toList();
    }

    /** The line's live connection in a call. */
    public static Optional<JsonNode> connection(JsonNode call, String line) {
        return stream(call.path("connections"))
                .filter(c -> c.path("line").asText().equals(line))
                .filter(c -> !c.path("state").asText().equals("null"))
                .findFirst();
    }

    /** What may be asked of the line's connection in a call. */
    public static List<String> allowed(JsonNode call, String line) {
        return stream(connection(call, line).orElseThrow().path("allowed"))
                .map(JsonNode::asText)
                .toList();
    }

    /** Waits until the service is allowed at the line, and gives the call in which it is. */
    public JsonNode awaitAllowed(String line, String service) {
        try {
            return Await.value(SOON, service + " is allowed at " + line, () -> calls(MAIN, line).stream()
                    .filter(call -> allowed(call, line).contains(service))
                    .findFirst());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " in " + calls(MAIN, line), e);
        }
    }

    /** The line's agent asks for a service as soon as it is allowed; the request must be taken. Gives the call's id. */
    public String perform(String line, String service, String json) {
        String call = awaitAllowed(line, service).path("id").asText();
        ask(AGENTS.getOrDefault(line, "admin"), call, line, service, json).orFail();
        return call;
    }

    /** Somebody asks for a service, allowed or not. */
    public Answer ask(String user, String call, String connection, String service, String json) {
        return as(user).post("/calls/" + call + "/connections/" + connection + "/" + service, json);
    }

    /** Says on the console what was proved. */
    public static void pass(String service, String seen) {
        System.out.println("PASS " + service + ": " + seen);
    }

    /** Waits until sound arrives at the phone. */
    public static void awaitSound(Dialog phone) {
        int before = phone.packetsHeard();
        Await.until(SOON, "sound arrives", () -> phone.packetsHeard() > before + 10);
    }

    /** Both are up, and sound arrives at both. */
    public static void assertTalk(Dialog one, Dialog other) {
        one.await(CONNECTED);
        other.await(CONNECTED);
        awaitSound(one);
        awaitSound(other);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public void close() {
        jackfield.close();
        wire.close();
        floor.close();
    }
}
