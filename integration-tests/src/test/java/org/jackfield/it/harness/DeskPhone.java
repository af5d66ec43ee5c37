package org.jackfield.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A desk phone that speaks {@code jackfield/1} over MQTT 3.1.1: it tells its state and takes commands. */
public final class DeskPhone implements AutoCloseable {

    private static final int KEEP_ALIVE_SECONDS = 8;

    private final String root;
    private final String line;
    private final long boot = System.currentTimeMillis() / 1000;
    private final Cable cable;
    private final MqttClient client;
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private long sequence;

    /** What the server told the phone to do. */
    public record Command(String name, JsonNode body) {}

    /** Connects at once. The id is its MQTT user and client id, too. */
    public DeskPhone(int brokerPort, String id, String secret, String line) {
        this.root = "jackfield/1/" + id;
        this.line = line;
        cable = new Cable(brokerPort);
        try {
            client = new MqttClient("tcp://127.0.0.1:" + cable.port(), id, new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName(id);
            options.setPassword(secret.toCharArray());
            options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
            options.setCleanSession(true);
            options.setWill(root + "/$state", state("lost").getBytes(UTF_8), 1, true);
            client.connect(options);
            client.subscribe(
                    root + "/c/+",
                    1,
                    (topic, message) -> obey(
                            topic.substring(topic.lastIndexOf('/') + 1),
                            Api.parse(new String(message.getPayload(), UTF_8))));
            say("$state", state("init"), true);
            say("$description", description(), true);
            fact("hookswitch", "\"value\":\"onHook\"");
            say("$state", state("ready"), true);
        } catch (MqttException e) {
            throw new IllegalStateException("The desk phone could not connect: " + e.getMessage(), e);
        }
    }

    /** Waits until the display shows that text. */
    public Command awaitOnDisplay(Duration patience, String text) {
        return Await.value(patience, "the display shows '" + text + "' after " + commands, () -> commands.stream()
                .filter(c -> c.name().equals("display"))
                .filter(c -> c.body().toString().contains(text))
                .findFirst());
    }

    /** Every command so far. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    /** The handset is lifted or put down. */
    public void hook(boolean lifted) {
        fact("hookswitch", "\"value\":\"" + (lifted ? "offHook" : "onHook") + "\"");
    }

    /** Power and network are gone without a word; only missing keep-alives can tell. */
    public void pullCable() {
        cable.pull();
    }

    /** The program in the phone dies: its connection breaks without a DISCONNECT. */
    public void kill() {
        cable.close();
    }

    @Override
    public void close() {
        try {
            client.disconnectForcibly(0, 500, false);
            client.close(true);
        } catch (MqttException e) {
            // it is gone already
        }
        cable.close();
    }

    private void obey(String name, JsonNode body) {
        commands.add(new Command(name, body));
        String id = Optional.ofNullable(body.get("id")).map(JsonNode::asText).orElse("");
        if (!id.isEmpty()) { // not on Paho's own thread, which must stay free for the acknowledgement
            Thread answer = new Thread(() -> answer(id), "jackfield-it-desk-phone");
            answer.setDaemon(true);
            answer.start();
        }
    }

    private void answer(String id) {
        try {
            say("r/" + id, "{\"ok\":true}", false);
        } catch (IllegalStateException e) {
            // killed in the meantime: a dead phone answers nothing
        }
    }

    private void fact(String facet, String members) {
        say("s/" + facet, "{\"boot\":%d,\"seq\":%d,%s}".formatted(boot, ++sequence, members), true);
    }

    private void say(String topic, String payload, boolean retained) {
        try {
            client.publish(root + "/" + topic, payload.getBytes(UTF_8), 1, retained);
        } catch (MqttException e) {
            throw new IllegalStateException("The desk phone could not publish " + topic, e);
        }
    }

    private String state(String word) {
        return "{\"state\":\"%s\",\"boot\":%d}".formatted(word, boot);
    }

    private String description() {
        return """
            {"v":1,"boot":%d,"kind":"deskphone","vendor":"Example","model":"T1","firmware":"1.0","serial":"1",
             "root":null,"caps":["hookswitch","ring","lamp","display"],"lines":["%s"]}\
            """.formatted(boot, line);
    }
}
