package org.jackfield.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jackfield.api.device.MqttAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a device meets at the door, over a real connection to a real Artemis. */
@Timeout(30)
class BrokerTest {
    private static final String SECRET = "the server's secret";
    private static final String OWN = "jackfield/1/desk-1001/";

    private static Doorkeeper doorkeeper;
    private static Artemis artemis;

    /** Devices with the password {@code pw-<id>} that write under their own id and read their own commands. */
    private static final MqttAccess ACCESS = new MqttAccess() {
        @Override
        public boolean mayConnect(String user, String password, String clientId) {
            return user.equals(clientId) && password.equals("pw-" + user);
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return topic.startsWith("jackfield/1/" + user + "/") && !topic.contains("/c/");
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return filter.equals("jackfield/1/" + user + "/c/#");
        }
    };

    @BeforeAll
    static void start() throws Exception {
        doorkeeper = new Doorkeeper("$server", SECRET, () -> Optional.of(ACCESS));
        artemis = Artemis.start(new Settings("127.0.0.1", 0, 100, 4096), doorkeeper, "cluster secret");
    }

    @AfterAll
    static void stop() throws Exception {
        artemis.close();
    }

    @Test
    void deviceAndServerTalk() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_server");
                Client phone = new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1001")) {
            server.subscribe("jackfield/1/+/s/hookswitch", heard);
            phone.subscribe(OWN + "c/#", commands);
            phone.publish(OWN + "s/hookswitch", "offHook", true);
            assertEquals(OWN + "s/hookswitch=offHook", heard.poll(5, TimeUnit.SECONDS));
            server.publish(OWN + "c/display", "hello", false);
            assertEquals(OWN + "c/display=hello", commands.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void deviceThatDoesWhatItMayIsNotCountedAsRefused() throws Exception {
        long before = doorkeeper.refusedTopics();
        try (Client phone = new Client(uri(), "desk-1008", "pw-desk-1008", "desk-1008")) {
            phone.subscribe("jackfield/1/desk-1008/c/#", new LinkedBlockingQueue<>());
            phone.publish("jackfield/1/desk-1008/s/mute", "on", false);
        }
        assertEquals(before, doorkeeper.refusedTopics());
    }

    @Test
    void payloadBeyondAKilobyteEndsTheConnectionOfADeviceAndNotOfTheServer() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        long before = doorkeeper.refusedTopics();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_large");
                Client phone = new Client(uri(), "desk-9", "pw-desk-9", "desk-9")) {
            server.subscribe("jackfield/1/desk-9/s/#", heard);
            phone.publish("jackfield/1/desk-9/s/mute", "x".repeat(1024), false);
            assertEquals(
                    1024 + "jackfield/1/desk-9/s/mute=".length(),
                    heard.poll(5, TimeUnit.SECONDS).length());
            assertThrows(
                    MqttException.class, () -> phone.publish("jackfield/1/desk-9/s/mute", "x".repeat(1025), false));
            assertFalse(phone.mqtt.isConnected());
            server.publish("jackfield/1/desk-9/c/display", "x".repeat(2000), false);
            assertTrue(heard.isEmpty());
            assertEquals(before + 1, doorkeeper.refusedTopics());
        }
    }

    @Test
    void retainedFactsAreToldToWhoComesLater() throws Exception {
        try (Client phone = new Client(uri(), "desk-7", "pw-desk-7", "desk-7")) {
            phone.publish("jackfield/1/desk-7/s/mute", "on", true);
        }
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_later")) {
            server.subscribe("jackfield/1/desk-7/#", heard);
            assertEquals("jackfield/1/desk-7/s/mute=on", heard.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void wrongPasswordIsTurnedAway() {
        long before = doorkeeper.refusedLogins();
        assertThrows(MqttException.class, () -> new Client(uri(), "desk-1001", "guess", "desk-1001"));
        assertThrows(MqttException.class, () -> new Client(uri(), "$server", "guess", "jackfield_server"));
        assertTrue(doorkeeper.refusedLogins() >= before + 2);
    }

    @Test
    void clusterUserOfArtemisHasNoKnownPassword() {
        assertThrows(
                MqttException.class, () -> new Client(uri(), "ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!", "intruder"));
    }

    @Test
    void otherClientIdIsRefusedEvenRightAfterTheOwnOne() throws Exception {
        try (Client phone = new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1001")) {
            assertTrue(phone.mqtt.isConnected());
            assertThrows(MqttException.class, () -> new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1002"));
        }
    }

    @Test
    void deviceIsNotHeardOnAnothersTopic() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_server2");
                Client phone = new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1001")) {
            server.subscribe("jackfield/1/+/$state", heard);
            server.subscribe("jackfield/1/+/c/#", heard);
            server.subscribe("jackfield/1/+/e/#", heard);
            assertThrows(MqttException.class, () -> phone.publish("jackfield/1/desk-1002/$state", "lost", true));
            assertThrows(MqttException.class, () -> phone.publish(OWN + "c/ring", "me", false));
            phone.publish(OWN + "e/button", "1", false);
            assertEquals(OWN + "e/button=1", heard.poll(5, TimeUnit.SECONDS));
            assertTrue(heard.isEmpty());
        }
    }

    @Test
    void deviceOfTheOlderProtocolIsNotHeardOnAnothersTopic() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_server3")) {
            server.subscribe("jackfield/1/+/s/ring", heard);
            var phone = new org.eclipse.paho.client.mqttv3.MqttClient(
                    uri(), "desk-1003", new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setUserName("desk-1003");
            options.setPassword("pw-desk-1003".toCharArray());
            phone.connect(options);
            phone.publish("jackfield/1/desk-1002/s/ring", "on".getBytes(StandardCharsets.UTF_8), 1, false);
            phone.publish("jackfield/1/desk-1003/s/ring", "on".getBytes(StandardCharsets.UTF_8), 1, false);
            assertEquals("jackfield/1/desk-1003/s/ring=on", heard.poll(5, TimeUnit.SECONDS));
            phone.disconnect();
            phone.close();
        }
    }

    @Test
    void deviceReadsOnlyItsOwnCommands() throws Exception {
        try (Client phone = new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1001")) {
            for (String foreign : new String[] {
                "#", "jackfield/1/+/c/#", "jackfield/1/desk-1002/c/#", "$sys.mqtt.sessions", "activemq.notifications"
            }) {
                assertThrows(MqttException.class, () -> phone.subscribe(foreign, new LinkedBlockingQueue<>()), foreign);
            }
        }
    }

    @Test
    void queuesOfArtemisCannotBeNamed() throws Exception {
        try (Client phone = new Client(uri(), "desk-1001", "pw-desk-1001", "desk-1001")) {
            assertThrows(MqttException.class, () -> phone.publish(OWN + "e/x::someQueue", "x", false));
        }
    }

    @Test
    void willOnAnothersTopicIsRefused() throws Exception {
        MqttConnectionOptions options = Client.options("desk-1001", "pw-desk-1001");
        options.setWill("jackfield/1/desk-1002/$state", new MqttMessage("lost".getBytes(StandardCharsets.UTF_8)));
        MqttAsyncClient phone = new MqttAsyncClient(uri(), "desk-1001", new MemoryPersistence());
        assertThrows(MqttException.class, () -> phone.connect(options).waitForCompletion(5000));
        phone.close(true);
    }

    @Test
    void ownWillIsToldWhenTheCableIsPulled() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_server4");
                Socket phone = new Socket("127.0.0.1", artemis.port())) {
            server.subscribe("jackfield/1/+/$state", heard);
            int keepAlive = 1;
            Handmade.connect(phone, "desk-1004", keepAlive, "jackfield/1/desk-1004/$state", "lost");
            long silentSince = System.nanoTime();
            assertEquals("jackfield/1/desk-1004/$state=lost", heard.poll(8, TimeUnit.SECONDS));
            long afterMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - silentSince);
            assertTrue(afterMs >= 1400, "told after " + afterMs + " ms");
            assertTrue(afterMs < 4000, "told after " + afterMs + " ms");
        }
    }

    @Test
    void willOfMqtt5WaitsForItsDelayAndIsForgottenWhenThePhoneIsBack() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Client server = new Client(uri(), "$server", SECRET, "jackfield_server5")) {
            server.subscribe("jackfield/1/desk-1009/$state", heard);
            vanishing("desk-1009", 2);
            try (Client back = new Client(uri(), "desk-1009", "pw-desk-1009", "desk-1009")) {
                assertEquals(null, heard.poll(4, TimeUnit.SECONDS));
            }
            long vanished = System.nanoTime();
            vanishing("desk-1009", 1);
            assertEquals("jackfield/1/desk-1009/$state=lost", heard.poll(8, TimeUnit.SECONDS));
            long afterMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - vanished);
            assertTrue(afterMs >= 1000, "told after " + afterMs + " ms");
        }
    }

    /** A phone that speaks MQTT 5 and is gone without a word. */
    private static void vanishing(String device, long willDelaySeconds) throws MqttException {
        MqttConnectionOptions options = Client.options(device, "pw-" + device);
        options.setSessionExpiryInterval(60L);
        MqttProperties will = new MqttProperties();
        will.setWillDelayInterval(willDelaySeconds);
        options.setWillMessageProperties(will);
        options.setWill(
                "jackfield/1/" + device + "/$state",
                new MqttMessage("lost".getBytes(StandardCharsets.UTF_8), 1, false, null));
        MqttAsyncClient phone = new MqttAsyncClient(uri(), device, new MemoryPersistence());
        phone.connect(options).waitForCompletion(5000);
        phone.disconnectForcibly(0, 1, false);
        phone.close(true);
    }

    @Test
    void secondConnectUnderAnotherNameEndsTheConnection() throws Exception {
        try (Socket phone = new Socket("127.0.0.1", artemis.port())) {
            Handmade.connect(phone, "desk-1005", 30, "jackfield/1/desk-1005/$state", "lost");
            byte[] second =
                    Handmade.connectPacket("desk-1006", "desk-1005", 30, "jackfield/1/desk-1005/$state", "lost");
            phone.getOutputStream().write(second);
            assertEquals(-1, phone.getInputStream().read());
        }
    }

    @Test
    void hugePacketIsCutOffBeforeAnybodyLoggedIn() throws Exception {
        try (Socket flood = new Socket("127.0.0.1", artemis.port())) {
            flood.setSoTimeout(10_000);
            OutputStream out = flood.getOutputStream();
            // CONNECT that announces 2 MB.
            out.write(new byte[] {0x10, (byte) 0xff, (byte) 0xff, 0x7f, 0, 4, 'M', 'Q', 'T', 'T', 4, 0, 0, 60});
            out.flush();
            assertEquals(-1, flood.getInputStream().read());
        }
    }

    @Test
    void takenPortIsOneClearSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Settings taken = new Settings("127.0.0.1", other.getLocalPort(), 10, 4096);
            IOException said = assertThrows(IOException.class, () -> Artemis.start(taken, doorkeeper, "x"));
            assertTrue(
                    said.getMessage().startsWith("The MQTT broker cannot listen at 127.0.0.1:" + other.getLocalPort()),
                    said.getMessage());
            assertTrue(said.getMessage().endsWith("or set host and port in etc/org.jackfield.broker.cfg"));
            assertFalse(said.getMessage().contains("\n"));
        }
    }

    @Test
    void wrongSettingIsOneClearSentence() {
        IllegalArgumentException said =
                assertThrows(IllegalArgumentException.class, () -> new Settings("127.0.0.1", 70_000, 10, 4096));
        assertEquals("etc/org.jackfield.broker.cfg: port is 70000, allowed is 0 to 65535", said.getMessage());
    }

    private static String uri() {
        return "tcp://127.0.0.1:" + artemis.port();
    }
}
