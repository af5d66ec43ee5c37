package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.jackfield.it.harness.TestDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's driver, by the words of {@code docs/vendors.md}, goes into a server on which a call is up. */
@Needs(RealPart.DISTRIBUTION)
class VendorsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path DOC = Path.of("../docs/vendors.md");

    @TempDir
    Path folder;

    @Test
    void aDriverMadeByTheGuideIsInstalledAndRemovedWhileACallIsUp() throws Exception {
        assertEquals(List.of("pbx.acme-1.0.0.kar"), made());
        String push = "the secret of this test";
        Setup setup = new Setup()
                .file("org.jackfield.pbx.push~main.cfg", "secret = " + push + "\n")
                .file("org.jackfield.number~acme.cfg", "link = acme~main\nregion = GB\nextensions = 1[0-9]{3}\n")
                .file("org.jackfield.number~push.cfg", "link = push~main\nregion = GB\nextensions = 1[0-9]{3}\n")
                .agents("""
                        agent,name,team,link,line
                        alice,Alice Agent,support,acme~main,1001
                        bob,Bob Agent,support,push~main,1002
                        """)
                .contacts(TestDesk.CONTACTS);
        try (Acme pbx = new Acme();
                Jackfield jackfield = Jackfield.start("vendors", setup);
                Sse alice = jackfield.as("alice").events()) {
            curl(jackfield, push, "newCall", "call=up", "from=+12025550102", "to=+442079460112");
            curl(jackfield, push, "ring", "call=up", "line=1002");
            curl(jackfield, push, "answer", "call=up");

            String installed = jackfield.shell(shell(0));
            Path configuration = jackfield.home().resolve("etc/org.example.pbx.acme~main.cfg");
            Files.writeString(configuration, block("cfg", 0).replace("4242", String.valueOf(pbx.port())));
            Await.until(SOON, installed, () -> jackfield.shell(shell(1)).matches("(?s).*acme~main.*up.*"));

            pbx.say("ring 17 +12025550101 1001\n");
            JsonNode pop = alice.await(SOON, "pop", p -> p.path("crm").asText().equals("ok"))
                    .data();
            assertEquals(TestDesk.ANNS_COMPANY, pop.at("/matches/0/company").asText());
            pbx.say("answer 17\n");
            Await.until(SOON, "the stranger's call is up", () -> states(jackfield)
                    .equals(List.of("connected", "connected")));

            jackfield.shell(shell(2));
            Await.until(SOON, "the link says that its driver is gone", () -> jackfield
                    .shell("jackfield:links")
                    .contains("its driver was stopped"));
            assertTrue(states(jackfield).contains("connected"), "the other call stayed: " + states(jackfield));
            curl(jackfield, push, "hangup", "call=up");
        }
    }

    /** Does what the guide says first, in a folder of this test. */
    private List<String> made() throws Exception {
        String script = block("sh", 0).replace("../acme", folder.resolve("acme").toString());
        Process process = new ProcessBuilder("bash", "-euc", script)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("Tests run: ") && said.contains("BUILD SUCCESS"), said);
        try (var files = Files.list(folder.resolve("acme/target"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".kar"))
                    .toList();
        }
    }

    private String shell(int index) throws IOException {
        return block("karaf", index)
                .strip()
                .replace("../acme", folder.resolve("acme").toString());
    }

    private static String block(String language, int index) throws IOException {
        var blocks = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(DOC));
        for (int i = 0; i <= index; i++) {
            assertTrue(blocks.find(), "block " + index + " of " + language);
        }
        return blocks.group(1);
    }

    private static List<String> states(Jackfield jackfield) throws IOException {
        JsonNode calls = jackfield.as("admin").get("/calls?state=active").orFail();
        return StreamSupport.stream(calls.path("items").spliterator(), false)
                .map(call -> call.path("state").asText())
                .toList();
    }

    private static void curl(Jackfield jackfield, String secret, String event, String... fields) throws Exception {
        StringBuilder line = new StringBuilder("curl -fsS -H \"Authorization: Bearer $SECRET\"");
        for (String field : fields) {
            line.append(" --data-urlencode '").append(field).append('\'');
        }
        ProcessBuilder shell = new ProcessBuilder(
                        "bash", "-euc", line + " " + jackfield.address() + "/push/main/" + event)
                .redirectErrorStream(true);
        shell.environment().put("SECRET", secret);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** The PBX of the guide: lets everybody in, beats, and says what it is told to. */
    private static final class Acme implements AutoCloseable {
        private static final int BEAT_MS = 500;

        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<Socket> drivers = new CopyOnWriteArrayList<>();
        private final java.util.concurrent.ScheduledExecutorService clock =
                java.util.concurrent.Executors.newSingleThreadScheduledExecutor();

        Acme() throws IOException {
            Thread acceptor = new Thread(this::accept, "acme-accept");
            acceptor.setDaemon(true);
            acceptor.start();
            clock.scheduleAtFixedRate(() -> say("beat\n"), BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    write(socket, "hello run1\nready\n");
                    drivers.add(socket);
                } catch (IOException e) {
                    // the driver has left, or the test is over
                }
            }
        }

        void say(String text) {
            drivers.removeIf(socket -> {
                try {
                    write(socket, text);
                    return false;
                } catch (IOException e) {
                    return true;
                }
            });
        }

        private static void write(Socket socket, String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            synchronized (socket) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            clock.shutdownNow();
            listener.close();
            for (Socket socket : drivers) {
                socket.close();
            }
        }
    }
}
