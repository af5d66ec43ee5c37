package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.LINE;
import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.api.device.EmbeddedBroker;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.health.Status;
import org.jackfield.device.mqtt.internal.Brokers.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Phones and the server at real brokers. */
@Timeout(90)
class MqttDevicesTest {
    private final FakeCore core = new FakeCore();

    @Test
    void callerIsShownOnThePhone() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                MqttDevices devices = devices(broker.port());
                Phone phone = new Phone(broker.port(), "desk-1001", 1).announce()) {
            waitFor(() -> last().equals("ready") && described(devices));
            int told = devices.show(LINE, new Display("C1", "Ann Customer", "Acme", true))
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            assertEquals(1, told);
            String display = phone.commands.poll(5, TimeUnit.SECONDS);
            assertTrue(display.startsWith("jackfield/1/desk-1001/c/display {"), display);
            assertTrue(display.contains("\"first\":\"Ann Customer\",\"second\":\"Acme\",\"ringing\":true"), display);
            assertTrue(phone.commands.poll(5, TimeUnit.SECONDS).startsWith("jackfield/1/desk-1001/c/ring {"));
        }
    }

    @Test
    void factsOfThePhoneBecomeFactsOfTheServer() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                MqttDevices devices = devices(broker.port());
                Phone phone = new Phone(broker.port(), "desk-1001", 1).announce()) {
            phone.fact("hookswitch", "offHook");
            waitFor(() -> last().equals("ready hookswitch=offHook"));
            phone.fact("hookswitch", "onHook");
            waitFor(() -> last().equals("ready hookswitch=onHook"));
            assertEquals(0L, devices.health().get(0).counters().get("rejected"));
        }
    }

    @Test
    void phoneThatVanishesIsLost() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                MqttDevices devices = devices(broker.port())) {
            Phone phone = new Phone(broker.port(), "desk-1001", 1).announce();
            waitFor(() -> last().equals("ready"));
            long vanished = System.nanoTime();
            phone.vanish();
            waitFor(() -> last().equals("lost"));
            long afterMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - vanished);
            assertTrue(afterMs >= 4900 && afterMs < 10_000, "lost after " + afterMs + " ms");
            try (Phone again = new Phone(broker.port(), "desk-1001", 2).announce()) {
                waitFor(() -> last().equals("ready"));
            }
        }
    }

    @Test
    void brokerThatGoesAwayMakesUnknownAndIsFoundAgain() throws Exception {
        int port = Brokers.freePort();
        Running broker = Brokers.artemis(port);
        try (MqttDevices devices = devices(port)) {
            Phone phone = new Phone(port, "desk-1001", 1).announce();
            waitFor(() -> last().equals("ready"));
            broker.close();
            waitFor(() -> last().equals("unknown"));
            assertEquals(Status.State.DOWN, devices.health().get(0).state());
            assertEquals(
                    0,
                    devices.show(LINE, new Display("C1", "Ann", "", true))
                            .toCompletableFuture()
                            .get());
            phone.vanish();
            broker = Brokers.artemis(port);
            waitFor(() -> devices.health().get(0).state() == Status.State.UP);
            try (Phone again = new Phone(port, "desk-1001", 2).announce()) {
                waitFor(() -> last().equals("ready"));
                String shown = again.commands.poll(5, TimeUnit.SECONDS);
                assertTrue(shown.contains("\"first\":\"Ann\""), "still rings: " + shown);
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void serverTellsThatItIsThereAndHowItsAgentsAre() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                Phone reader = new Phone(broker.port(), "reader", 1)) {
            reader.subscribe("jackfield/1/#");
            try (MqttDevices devices = devices(broker.port())) {
                // Appended while the server is perhaps not connected yet: it is told all the same.
                core.append(TENANT, new AgentFact(lunch(412)));
                waitFor(() -> heard(reader, "jackfield/1/$host/main {\"online\":true"));
                waitFor(() -> heard(
                        reader,
                        "jackfield/1/$agent/alice/presence {\"state\":\"notReady\","
                                + "\"reason\":\"lunch\",\"cause\":\"chosen by alice\""));
                assertEquals("", devices.health().get(0).reason());
            }
            waitFor(() -> heard(reader, "jackfield/1/$host/main {\"online\":false"));
        }
    }

    @Test
    void olderBrokerIsSpokenToInItsOwnProtocol() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                Running older = Brokers.older(broker.port());
                MqttDevices devices = devices(older.port());
                Phone phone = new Phone(broker.port(), "desk-1001", 1).announce()) {
            phone.fact("mute", "on");
            waitFor(() -> last().equals("ready mute=on") && described(devices));
            assertEquals(
                    1,
                    devices.show(LINE, new Display("C1", "Ann", "", true))
                            .toCompletableFuture()
                            .get());
            assertTrue(phone.commands.poll(5, TimeUnit.SECONDS).contains("\"first\":\"Ann\""));
        }
    }

    @Test
    void embeddedBrokerIsUsedWhenItComes() throws Exception {
        try (Running broker = Brokers.artemis(Brokers.freePort());
                MqttDevices devices = new MqttDevices(TestConfig.at(""), core, core, core, new HouseServices())) {
            waitFor(() -> devices.health().get(0).reason().startsWith("The embedded MQTT broker is not running"));
            devices.bindBroker(embedded(broker.port()));
            waitFor(() -> devices.health().get(0).state() == Status.State.UP);
        }
    }

    @Test
    void absentBrokerIsOneSentence() throws Exception {
        int port = Brokers.freePort();
        try (MqttDevices devices = devices(port)) {
            waitFor(() -> devices.health().get(0).state() == Status.State.DOWN);
            assertEquals(
                    "The MQTT broker tcp://127.0.0.1:" + port + " cannot be used (Connection refused): start it, or"
                            + " correct brokerUri, username and secret in etc/org.jackfield.device.mqtt.cfg",
                    devices.health().get(0).reason());
        }
    }

    @Test
    void wrongUriIsOneSentence() {
        try (MqttDevices devices =
                new MqttDevices(TestConfig.at("mqtt:broker"), core, core, core, new HouseServices())) {
            assertEquals(
                    "etc/org.jackfield.device.mqtt.cfg: brokerUri is 'mqtt:broker', allowed are tcp://host:port and"
                            + " ssl://host:port",
                    devices.health().get(0).reason());
        }
    }

    /** Runs where Mosquitto is installed. */
    @Test
    void mosquittoWithTheRulesOfTheReadmeDoesTheSame(@TempDir Path folder) throws Exception {
        assumeTrue(Brokers.mosquittoIsInstalled(), "Mosquitto is not installed");
        List<String> users = List.of("jackfield", "desk-1001", "desk-1002");
        try (Running broker = Brokers.mosquitto(folder, aclOfTheReadme(), users)) {
            waitFor(() -> accepts(broker.port()));
            try (MqttDevices devices = devices(broker.port());
                    Phone phone = new Phone(broker.port(), "desk-1001", 1).announce()) {
                phone.fact("mute", "on");
                waitFor(() -> last().equals("ready mute=on") && described(devices));
                int many = 100;
                for (int i = 0; i < many; i++) {
                    devices.show(LINE, new Display("C" + i, "Ann", "", true));
                }
                waitFor(() -> phone.heard.size() == 2 * many);
                phone.publish("jackfield/1/desk-1001/e/button", "{\"boot\":1,\"seq\":2}", false);
                assertThrows(
                        MqttException.class, () -> phone.publish("jackfield/1/desk-1002/s/mute", "{\"boot\":1}", true));
                assertThrows(MqttException.class, () -> phone.publish("jackfield/1/desk-1001/c/ring", "{}", false));
                Phone other = new Phone(broker.port(), "desk-1002", 1);
                other.subscribe("jackfield/1/desk-1001/c/#");
                devices.show(LINE, new Display("secret", "Ann", "", true));
                waitFor(() -> phone.heard.size() == 2 * many + 2);
                assertEquals(List.of(), other.heard);
                other.close();
                phone.vanish();
                waitFor(() -> last().equals("lost mute=on"));
            }
        }
    }

    private MqttDevices devices(int port) {
        return new MqttDevices(TestConfig.at("tcp://127.0.0.1:" + port), core, core, core, new HouseServices());
    }

    private String last() {
        List<String> told = core.told("desk-1001");
        return told.isEmpty() ? "" : told.get(told.size() - 1);
    }

    /** Whether the server knows what the phone can do. */
    private static boolean described(MqttDevices devices) {
        return devices.devices().stream().anyMatch(device -> device.kind() == Device.Kind.DESKPHONE);
    }

    private static boolean heard(Phone reader, String start) {
        return reader.heard.stream().anyMatch(text -> text.startsWith(start));
    }

    private static boolean accepts(int port) {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static String aclOfTheReadme() throws Exception {
        for (String block : Files.readString(Path.of("README.md")).split("```")) {
            if (block.contains("pattern write")) {
                return block.strip() + "\n";
            }
        }
        throw new AssertionError("README.md has no rules for Mosquitto");
    }

    private static AgentPresence lunch(long rev) {
        return new AgentPresence(
                TENANT,
                "alice",
                AgentState.NOT_READY,
                Optional.of("lunch"),
                Optional.empty(),
                "chosen by alice",
                Instant.parse("2026-01-05T12:00:00Z"),
                rev);
    }

    private static EmbeddedBroker embedded(int port) {
        return new EmbeddedBroker() {
            @Override
            public String uri() {
                return "tcp://127.0.0.1:" + port;
            }

            @Override
            public String user() {
                return "$server";
            }

            @Override
            public String password() {
                return "random";
            }
        };
    }

    private static void waitFor(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 20 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
