package org.jackfield.it.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jackfield.device.sim.internal.Gadget;
import org.jackfield.device.sim.internal.Login;
import org.jackfield.device.sim.internal.Network;
import org.jackfield.it.harness.Api;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Sse;

/** Alice's desk: its devices at the broker under test, and what the server tells about her and them. */
final class DeviceDesk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(5);
    private static final String LINK = "asterisk~main";

    private final Jackfield server;
    private final BrokerUnderTest broker;
    private final Network network = new Network();
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, Long> boots = new HashMap<>();
    private final Sse events;
    private int readSoFar;

    DeviceDesk(Jackfield server, BrokerUnderTest broker) {
        this.server = server;
        this.broker = broker;
        events = server.as("admin").events();
    }

    Api admin() {
        return server.as("admin");
    }

    Network network() {
        return network;
    }

    /** @param members of the entry, such as {@code "agent":"alice"} */
    void enrol(String id, String members) {
        JsonNode made = admin().put("/devices/" + id, "{" + members + "}").orFail();
        passwords.put(id, made.path("password").asText());
    }

    String password(String id) {
        return passwords.get(id);
    }

    static String atLine(String line) {
        return "\"lines\":[\"" + LINK + "/" + line + "\"]";
    }

    Login login(String id, int version) {
        // Mosquitto looks for silence every five seconds only: with 8 s a pulled cable might show after 23.
        return Login.of("127.0.0.1", broker.port(server), version, id, passwords.get(id))
                .keepAlive(5);
    }

    /** A device that is connected and seen. */
    Gadget device(String id, String kind, int version) {
        Gadget gadget = unborn(id, kind, version);
        start(gadget);
        await(id, "ready");
        return gadget;
    }

    Gadget unborn(String id, String kind, int version) {
        long boot = boots.merge(id, 100L, Long::sum);
        return new Gadget(network, login(id, version), "jackfield", kind, boot);
    }

    static void start(Gadget gadget) {
        done(gadget.start());
    }

    /** What the broker answers. */
    static <T> T done(java.util.concurrent.CompletableFuture<T> asked) {
        return asked.orTimeout(10, TimeUnit.SECONDS).join();
    }

    JsonNode seen(String id) {
        return admin().get("/devices/" + id).orFail();
    }

    void await(String id, String state) {
        await(SOON, id, state);
    }

    void await(Duration patience, String id, String state) {
        Await.until(patience, id + " is " + state, () -> seen(id).path("state")
                .asText()
                .equals(state));
    }

    void awaitFact(String id, String facet, String value) {
        Await.until(
                SOON,
                id + " has " + facet + " " + value,
                () -> seen(id).path("facts").path(facet).asText().equals(value));
    }

    long counter(String name) {
        for (JsonNode part : admin().get("/health").orFail().path("parts")) {
            if (part.path("name").asText().equals("mqtt")) {
                return part.path("counters").path(name).asLong();
            }
        }
        throw new AssertionError("/health tells nothing of mqtt");
    }

    /** Alice's states since the last time this was asked, each as {@code state reason (cause)}. */
    List<String> told() {
        List<String> all = events.all("agent", e -> e.path("agent").asText().equals("alice"))
                .map(e -> words(e.data()))
                .toList();
        List<String> news = new ArrayList<>(all.subList(readSoFar, all.size()));
        readSoFar = all.size();
        return news;
    }

    void awaitTold(Duration patience, String... expected) {
        Await.until(
                patience,
                "alice is " + List.of(expected),
                () -> events.all("agent", e -> e.path("agent").asText().equals("alice"))
                                .count()
                        >= readSoFar + expected.length);
        assertEquals(List.of(expected), told());
    }

    private static String words(JsonNode presence) {
        String reason = presence.path("reason").isTextual()
                ? " " + presence.path("reason").asText()
                : "";
        return presence.path("state").asText() + reason + " ("
                + presence.path("cause").asText() + ")";
    }

    @Override
    public void close() {
        events.close();
        network.close();
    }
}
