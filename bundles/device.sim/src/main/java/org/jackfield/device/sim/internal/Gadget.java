package org.jackfield.device.sim.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A desk phone or headset that keeps to {@code jackfield/1}: births, will, facts, events, one answer a command,
 * everything again after a rebirth. Its facts outlive a connection, as a real device's do.
 */
public final class Gadget implements Network.Ear {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KNOWN =
            Set.of("display", "ring", "lamp", "mute", "session", "challenge", "rebirth", "hookswitch", "dial");
    private static final int MOST_COMMANDS = 1_000;

    private final Network network;
    private final Login login;
    private final String domain;
    private final String kind;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private volatile Optional<Mqtt> mqtt = Optional.empty();
    private volatile Optional<String> root = Optional.empty();
    private long boot;
    private long seq;

    /** What the server told it. */
    public record Command(String name, JsonNode body) {}

    /** @param kind deskphone, headset, light or bridge */
    public Gadget(Network network, Login login, String domain, String kind, long boot) {
        this.network = network;
        this.login = login;
        this.domain = domain;
        this.kind = kind;
        this.boot = boot;
    }

    public String id() {
        return login.clientId();
    }

    /** Connects, says what it is and that it is ready; done when the broker has all of it. */
    public synchronized CompletableFuture<Gadget> start() {
        boot++;
        seq = 0;
        Login.Will will = new Login.Will(
                topic("$state"),
                "{\"state\":\"lost\",\"boot\":" + boot + (login.version() == 5 ? ",\"delayMs\":5000}" : "}"),
                5);
        return network.connect(login.will(will), this).thenCompose(connected -> {
            mqtt = Optional.of(connected);
            return connected.subscribe(topic("c/#")).thenCompose(granted -> birth());
        });
    }

    /** Says everything: as at a start, and again when the server asks. */
    public synchronized CompletableFuture<Gadget> birth() {
        say("$description", description(), true);
        facts.forEach((facet, value) -> say("s/" + facet, fact(value), true));
        return say("$state", "{\"state\":\"ready\",\"boot\":" + boot + ",\"ts\":\"" + Instant.now() + "\"}", true)
                .thenApply(code -> this);
    }

    /** A fact; the same value again is said again. */
    public synchronized CompletableFuture<Integer> fact(String facet, String value) {
        facts.put(facet, value);
        return say("s/" + facet, fact(value), true);
    }

    /** @param members of the JSON object, such as {@code "number":"123"}; may be empty */
    public synchronized CompletableFuture<Integer> event(String event, String members) {
        return say(
                "e/" + event,
                "{\"boot\":" + boot + ",\"seq\":" + ++seq + (members.isEmpty() ? "" : "," + members) + "}",
                false);
    }

    /** Says that it stops, and goes. */
    public void stop() {
        say("$state", "{\"state\":\"disconnected\",\"boot\":" + boot + "}", true)
                .whenComplete((code, failure) -> mqtt.ifPresent(Mqtt::disconnect));
    }

    /** Skips numbers, as if messages were lost on the way. */
    public synchronized void lose(int messages) {
        seq += messages;
    }

    public void speaksThrough(String bridge) {
        root = Optional.of(bridge);
    }

    public long boot() {
        return boot;
    }

    public long seq() {
        return seq;
    }

    public Optional<Mqtt> mqtt() {
        return mqtt;
    }

    /** Every command so far, the latest thousand. */
    public List<Command> commands() {
        return commands;
    }

    public CompletableFuture<Integer> say(String part, String payload, boolean retained) {
        return mqtt.map(m -> m.publish(topic(part), payload, retained))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException(id() + " is not connected")));
    }

    public String topic(String part) {
        return domain + "/1/" + id() + "/" + part;
    }

    @Override
    public void arrived(String topic, String payload) {
        try {
            JsonNode body = JSON.readTree(payload);
            String name = topic.substring(topic.lastIndexOf('/') + 1);
            if (commands.size() >= MOST_COMMANDS) {
                commands.remove(0);
            }
            commands.add(new Command(name, body));
            obey(name, body);
        } catch (IOException e) {
            // No JSON: nothing a device could answer.
        }
    }

    private void obey(String name, JsonNode body) {
        String id = body.path("id").asText();
        say("r/" + id, KNOWN.contains(name) ? "{\"ok\":true}" : "{\"ok\":false,\"code\":\"unsupported\"}", false);
        if (name.equals("rebirth")) {
            birth();
        } else if (name.equals("mute")) {
            fact("mute", body.path("muted").asBoolean() ? "on" : "off");
        } else if (name.equals("session") && body.path("code").isMissingNode()) {
            fact("session", body.path("loggedIn").asBoolean() ? "loggedIn" : "loggedOut");
        }
    }

    @Override
    public void gone() {
        mqtt = Optional.empty();
    }

    private String fact(String value) {
        return "{\"boot\":" + boot + ",\"seq\":" + ++seq + ",\"value\":\"" + value + "\",\"ts\":\"" + Instant.now()
                + "\"}";
    }

    private String description() {
        return "{\"v\":1,\"boot\":" + boot + ",\"kind\":\"" + kind
                + "\",\"vendor\":\"Jackfield\",\"model\":\"Simulated\",\"firmware\":\"1\",\"serial\":\"" + id()
                + "\"," + root.map(r -> "\"root\":\"" + r + "\",").orElse("")
                + "\"caps\":[\"hookswitch\",\"ring\",\"mute\",\"worn\",\"display\",\"lamp\",\"login\"]}";
    }
}
