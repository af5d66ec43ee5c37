package org.jackfield.device.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A simulated phone at a real Mosquitto, as a server would see it. Runs where Mosquitto is installed. */
@Timeout(60)
class GadgetTest {
    @TempDir
    static Path folder;

    private static Process broker;
    private static int port;
    private static Network network;

    @BeforeAll
    static void start() throws Exception {
        Path program = Path.of("/usr/sbin/mosquitto");
        assumeTrue(Files.isExecutable(program), "Mosquitto is not installed");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.write(
                folder.resolve("mosquitto.conf"), List.of("listener " + port + " 127.0.0.1", "allow_anonymous true"));
        broker = new ProcessBuilder(program.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!accepts()) {
            assertTrue(System.nanoTime() < deadline, "Mosquitto did not start");
            LockSupport.parkNanos(20_000_000);
        }
        network = new Network();
    }

    @AfterAll
    static void stop() {
        if (network != null) {
            network.close();
            broker.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void birthFactsAndOneAnswerACommand(int version) throws Exception {
        String id = "desk-" + version;
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Mqtt server = server("server-" + version, heard);
        server.subscribe("jackfield/1/" + id + "/#").get(5, TimeUnit.SECONDS);
        Gadget phone = gadget(id, version);
        phone.start().get(5, TimeUnit.SECONDS);
        assertTrue(next(heard).startsWith("$description {\"v\":1,\"boot\":8,\"kind\":\"deskphone\""));
        assertTrue(next(heard).startsWith("$state {\"state\":\"ready\",\"boot\":8,"));
        phone.fact("mute", "on").get(5, TimeUnit.SECONDS);
        assertTrue(next(heard).startsWith("s/mute {\"boot\":8,\"seq\":1,\"value\":\"on\""));
        server.publish("jackfield/1/" + id + "/c/teapot", "{\"id\":\"q1\"}", false);
        assertEquals("c/teapot {\"id\":\"q1\"}", next(heard));
        assertEquals("r/q1 {\"ok\":false,\"code\":\"unsupported\"}", next(heard));
        server.publish("jackfield/1/" + id + "/c/rebirth", "{\"id\":\"q2\"}", false);
        assertEquals("c/rebirth {\"id\":\"q2\"}", next(heard));
        assertEquals("r/q2 {\"ok\":true}", next(heard));
        assertTrue(next(heard).startsWith("$description "));
        assertTrue(next(heard).startsWith("s/mute {\"boot\":8,\"seq\":2,"), "again, under a new number");
        assertTrue(next(heard).startsWith("$state "));
        server.kill();
        phone.stop();
    }

    @Test
    void whoDiesLeavesAWillAndWhoStopsDoesNot() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Mqtt server = server("server-will", heard);
        server.subscribe("jackfield/1/desk-w/$state").get(5, TimeUnit.SECONDS);
        Gadget phone = gadget("desk-w", 3);
        phone.start().get(5, TimeUnit.SECONDS);
        assertTrue(next(heard).contains("ready"));
        phone.mqtt().orElseThrow().kill();
        assertEquals("$state {\"state\":\"lost\",\"boot\":8}", next(heard));
        phone.start().get(5, TimeUnit.SECONDS);
        assertTrue(next(heard).contains("\"ready\",\"boot\":9"));
        phone.stop();
        assertTrue(next(heard).contains("disconnected"));
        assertEquals(Optional.empty(), Optional.ofNullable(heard.poll(500, TimeUnit.MILLISECONDS)));
        server.kill();
    }

    @Test
    void brokerThatIsNotThereIsAFailureAndNotAHang() {
        Gadget phone = new Gadget(network, Login.of("127.0.0.1", 1, 5, "desk-x", "x"), "jackfield", "deskphone", 7);
        assertThrows(
                CompletionException.class,
                () -> phone.start().orTimeout(15, TimeUnit.SECONDS).join());
    }

    private static Gadget gadget(String id, int version) {
        return new Gadget(network, Login.of("127.0.0.1", port, version, id, "x"), "jackfield", "deskphone", 7);
    }

    private static Mqtt server(String id, BlockingQueue<String> heard) throws Exception {
        Network.Ear ear = new Network.Ear() {
            @Override
            public void arrived(String topic, String payload) {
                heard.add(topic.replaceFirst("jackfield/1/[^/]+/", "") + " " + payload);
            }

            @Override
            public void gone() {
                // The test is over.
            }
        };
        return network.connect(Login.of("127.0.0.1", port, 5, id, "x"), ear).get(5, TimeUnit.SECONDS);
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return Optional.ofNullable(heard.poll(10, TimeUnit.SECONDS)).orElse("nothing");
    }

    private static boolean accepts() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
