package org.jackfield.pbx.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jackfield.pbx.sim.internal.ami.Account;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Mix;
import org.jackfield.pbx.sim.internal.desk.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AmiServerTest {
    private static final long WRITE_TIMEOUT_MS = 500;

    @Test
    void bannerLogInAndFullyBootedComeAsFromAsterisk() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            assertEquals("Asterisk Call Manager/11.0.0", client.line());
            client.act("Action: Login", "ActionID: 7", "Username: sim", "Secret: test-secret", "Events: on");
            Recording.Message answer = client.message();
            assertEquals("Success", answer.get("Response"));
            assertEquals("7", answer.get("ActionID"));
            assertEquals("Authentication accepted", answer.get("Message"));
            assertEquals("FullyBooted", client.message().event());
        }
    }

    @Test
    void wrongSecretIsRefusedAndTheConnectionEnds() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            client.line();
            client.act("Action: Login", "Username: sim", "Secret: guessed");
            assertEquals("Authentication failed", client.message().get("Message"));
            assertNull(client.line());
        }
    }

    @Test
    void nothingIsToldBeforeTheLogIn() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            client.line();
            client.act("Action: CoreShowChannels", "ActionID: 1");
            assertEquals("Permission denied", client.message().get("Message"));
        }
    }

    @Test
    void logInByChallengeNeedsNoSecretOnTheWire() throws Exception {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            client.line();
            client.act("Action: Challenge", "AuthType: MD5");
            String challenge = client.message().get("Challenge");
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((challenge + "test-secret").getBytes(StandardCharsets.UTF_8));
            client.act(
                    "Action: Login",
                    "AuthType: MD5",
                    "Username: sim",
                    "Key: " + HexFormat.of().formatHex(digest));
            assertEquals("Authentication accepted", client.message().get("Message"));
        }
    }

    @Test
    void lineEndsMayBeLineFeedsAlone() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            client.line();
            client.send("Action: Login\nUsername: sim\nSecret: test-secret\nEvents: off\n\nAction: Ping\n\n");
            assertEquals("Authentication accepted", client.message().get("Message"));
            assertEquals("Pong", client.message().get("Ping"));
        }
    }

    @Test
    void logoffSaysGoodbyeAndCloses() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient client = new AmiClient(simulation.port())) {
            client.logIn();
            client.act("Action: Logoff");
            assertEquals(
                    "Goodbye",
                    client.await("Message", "Thanks for all the fish.").get("Response"));
            assertNull(client.line());
        }
    }

    @Test
    void everySessionHearsTheSameCall() throws IOException {
        try (Simulation simulation = quiet();
                AmiClient one = new AmiClient(simulation.port());
                AmiClient two = new AmiClient(simulation.port())) {
            one.logIn();
            two.logIn();
            one.act("Action: UserEvent", "UserEvent: SimCallMe", "Line: 1002");
            String heard = one.await("Event", "DialBegin").get("DestUniqueid");
            assertEquals(heard, two.await("Event", "DialBegin").get("DestUniqueid"));
        }
    }

    @Test
    void clientThatDoesNotReadIsCutAndTheOthersGoOn() throws IOException {
        try (Simulation simulation = busy();
                AmiClient slow = new AmiClient(simulation.port());
                AmiClient reader = new AmiClient(simulation.port())) {
            slow.logIn();
            reader.logIn();
            reader.act("Action: Filter", "Operation: Add", "Filter: Event: Newstate");
            List<Long> lateMs = new ArrayList<>();
            while (simulation.clients() > 1) {
                double sent =
                        Double.parseDouble(reader.await("Event", "Newstate").get("Timestamp"));
                lateMs.add(Math.round(System.currentTimeMillis() - sent * 1000));
            }
            Collections.sort(lateMs);
            long median = lateMs.get(lateMs.size() / 2);
            assertTrue(median < WRITE_TIMEOUT_MS / 2, "the reader was " + median + " ms late");
            reader.act("Action: Ping");
            assertEquals("Pong", reader.await("Ping", "Pong").get("Ping"));
            assertThrows(IOException.class, () -> {
                while (true) {
                    slow.message();
                }
            });
        }
    }

    @Test
    void takenPortIsNamed() throws IOException {
        try (Simulation first = quiet()) {
            IOException refused = assertThrows(IOException.class, () -> simulation(first.port(), quietDesk()));
            assertTrue(refused.getMessage().contains("127.0.0.1:" + first.port()), refused.getMessage());
        }
    }

    private static Simulation quiet() throws IOException {
        return simulation(0, quietDesk());
    }

    private static DeskSetup quietDesk() {
        return DeskSetup.quiet(Set.of());
    }

    private static Simulation busy() throws IOException {
        return simulation(
                0,
                new DeskSetup(
                        1,
                        100,
                        false,
                        0,
                        Mix.parse("direct"),
                        new Range(50, 100),
                        new Range(100, 200),
                        1,
                        Set.of(),
                        "",
                        0,
                        0,
                        0));
    }

    private static Simulation simulation(int port, DeskSetup desk) throws IOException {
        return new Simulation(
                Floor.setup("sim", 200, Floor.QUEUES, "", 1, true),
                desk,
                new Account("sim", "test-secret"),
                "127.0.0.1",
                port,
                WRITE_TIMEOUT_MS,
                Optional.empty(),
                Optional.empty());
    }
}
