package org.jackfield.device.mqtt.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Brokers for tests: Artemis in this process, Mosquitto where it is installed, and one that knows MQTT 3.1.1 only. */
final class Brokers {
    private Brokers() {}

    /** A running broker. */
    interface Running extends AutoCloseable {
        int port();

        @Override
        void close() throws Exception;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Artemis that lets everybody do everything. */
    static Running artemis(int port) throws Exception {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setJournalType(JournalType.NIO)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setResolveProtocols(false)
                .setWildCardConfiguration(new WildcardConfiguration()
                        .setDelimiter('/')
                        .setSingleWord('+')
                        .setAnyWords('#'))
                .addAcceptorConfiguration(
                        "mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT;useEpoll=false;quietPeriod=0"));
        server.createActiveMQServer();
        server.getActiveMQServer().addProtocolManagerFactory(new MQTTProtocolManagerFactory());
        server.start();
        return new Running() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                server.stop();
            }
        };
    }

    static boolean mosquittoIsInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/mosquitto"));
    }

    /**
     * Mosquitto with the rules the README gives; the password of each user is {@code pw-<user>}.
     *
     * @param folder for its files
     */
    static Running mosquitto(Path folder, String acl, List<String> users) throws Exception {
        return mosquitto(folder, acl, users, freePort());
    }

    static Running mosquitto(Path folder, String acl, List<String> users, int port) throws Exception {
        return mosquitto(folder, acl, users, port, false);
    }

    /** @param anonymous whether everybody is believed without a password */
    static Running mosquitto(Path folder, String acl, List<String> users, int port, boolean anonymous)
            throws Exception {
        Path passwords = folder.resolve("passwords");
        Files.write(passwords, users.stream().map(u -> u + ":pw-" + u).toList());
        run(List.of("/usr/bin/mosquitto_passwd", "-U", passwords.toString()));
        Path rules = Files.writeString(folder.resolve("acl"), acl);
        Path configuration = Files.write(
                folder.resolve("mosquitto.conf"),
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "user root",
                        "persistence false",
                        "allow_anonymous " + anonymous,
                        "use_username_as_clientid true",
                        "max_queued_messages 200000",
                        anonymous ? "" : "password_file " + passwords,
                        "acl_file " + rules));
        for (Path secret : List.of(passwords, rules)) {
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        }
        Process process = new ProcessBuilder("/usr/sbin/mosquitto", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitPort(port);
        return new Running() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() throws Exception {
                process.destroyForcibly();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        };
    }

    private static void awaitPort(int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static void run(List<String> command) throws Exception {
        if (new ProcessBuilder(command).start().waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
    }

    /** Passes MQTT 3.1.1 on to a broker and refuses 5 as an old broker does: CONNACK with code 1, and gone. */
    static Running older(int behind) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "test-older-broker");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(() -> {
            try {
                for (; ; ) {
                    Socket client = server.accept();
                    threads.execute(() -> serve(client, behind, threads));
                }
            } catch (IOException e) {
                // Closed.
            }
        });
        return new Running() {
            @Override
            public int port() {
                return server.getLocalPort();
            }

            @Override
            public void close() throws IOException {
                server.close();
                threads.shutdownNow();
            }
        };
    }

    private static void serve(Socket client, int behind, ExecutorService threads) {
        try (client;
                Socket broker = new Socket("127.0.0.1", behind)) {
            byte[] start = new byte[512];
            int length = client.getInputStream().read(start);
            int level = new String(start, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("MQTT") + 4;
            if (start[level] > 4) {
                client.getOutputStream().write(new byte[] {0x20, 2, 0, 1});
                return;
            }
            broker.getOutputStream().write(start, 0, length);
            threads.execute(() -> copy(broker, client));
            copy(client, broker);
        } catch (IOException e) {
            // One side is gone.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.close();
        } catch (IOException e) {
            // One side is gone.
        }
    }
}
