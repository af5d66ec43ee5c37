package org.jackfield.testkit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplayTest {
    private static final Path RECORDINGS = Path.of("../../integration-tests/src/test/resources/recordings");
    private static final Path ANSWERED = RECORDINGS.resolve("01-inbound-answered-caller-hangs-up.ami.gz");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aClientIsToldTheCallOnceItHasTakenItsSnapshot() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).speed(Speed.MAX).start();
                Client client = Client.loggedIn(replay.port(), "on")) {
            assertEquals("FullyBooted", client.next().event());
            assertEquals(2, client.list("CoreShowChannels").size());
            client.send("Ping");
            List<Message> heard = client.until(hangup(2));
            assertEquals(
                    2,
                    heard.stream().filter(m -> m.event().equals("Newchannel")).count());
            assertEquals(
                    1, heard.stream().filter(Message::isResponse).count(), "the ping's answer and no recorded one");
            assertTrue(replay.awaitEnd(SOON));
        }
    }

    @Test
    void actionsAndEventsMayUseSessionsOfTheirOwn() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).speed(Speed.MAX).start();
                Client asks = Client.loggedIn(replay.port(), "off");
                Client events = Client.loggedIn(replay.port(), "call,agent,system,user")) {
            asks.list("CoreShowChannels");
            asks.list("QueueStatus");
            events.until(hangup(2));
            assertTrue(replay.awaitEnd(SOON));
            asks.send("Ping");
            assertEquals("Pong", asks.next().get("Ping"), "nothing but its answer comes where events are off");
        }
    }

    @Test
    void aClientThatTakesNoSnapshotIsToldToo() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).speed(Speed.MAX).start();
                Client client = Client.loggedIn(replay.port(), "on")) {
            client.until(hangup(2));
        }
    }

    @Test
    void whoAsksForTheStreamIsToldItsEndAndMayAskAgain() throws Exception {
        try (Replay replay =
                        Replay.of(ANSWERED).speed(Speed.MAX).onlyWhenAsked().start();
                Client client = Client.loggedIn(replay.port(), "on")) {
            for (int round = 0; round < 2; round++) {
                client.ask("UserEvent", "UserEvent: ReplayStart");
                List<Message> heard = client.until(m -> m.get("UserEvent").equals("ReplayEnd"));
                Message end = heard.get(heard.size() - 1);
                assertEquals(heard.size() - 1, end.number("Events").orElseThrow());
                long bytes = heard.stream().mapToLong(m -> m.bytes().length).sum() - end.bytes().length;
                assertEquals(bytes, end.number("Bytes").orElseThrow());
            }
        }
    }

    @Test
    void eachRoundHasCallsOfItsOwn() throws Exception {
        try (Replay replay = Replay.of(ANSWERED)
                        .speed(Speed.MAX)
                        .repeat(3)
                        .onlyWhenAsked()
                        .start();
                Client client = Client.loggedIn(replay.port(), "on")) {
            replay.begin();
            List<Message> heard = client.until(hangup(6));
            Set<String> ids = heard.stream()
                    .filter(m -> m.event().equals("Newchannel"))
                    .map(m -> m.get("Uniqueid"))
                    .collect(Collectors.toSet());
            assertEquals(6, ids.size());
            List<java.time.Instant> times = heard.stream()
                    .filter(m -> m.event().startsWith("New"))
                    .flatMap(m -> m.timestamp().stream())
                    .toList();
            for (int i = 1; i < times.size(); i++) {
                assertFalse(times.get(i).isBefore(times.get(i - 1).minusMillis(5)), "time goes on");
            }
        }
    }

    @Test
    void theNextPartIsSeenAfterTheReconnectionAsTheRecorderSawIt() throws Exception {
        Path before = RECORDINGS.resolve("19b-ami-cut-and-resync.ami.gz");
        Path after = RECORDINGS.resolve("19b-ami-cut-and-resync.part2.ami.gz");
        try (Replay replay = Replay.of(before, after).speed(Speed.MAX).start()) {
            Message started;
            try (Client client = Client.loggedIn(replay.port(), "on")) {
                started = client.ask("CoreStatus");
                assertEquals(2, client.list("CoreShowChannels").size(), "no call is up");
                assertThrows(EOFException.class, () -> client.until(m -> false));
            }
            try (Client client = Client.loggedIn(replay.port(), "on")) {
                assertEquals(
                        started.get("CoreStartupTime"), client.ask("CoreStatus").get("CoreStartupTime"));
                List<Message> channels = client.list("CoreShowChannels");
                assertEquals(
                        4,
                        channels.stream()
                                .filter(m -> m.event().equals("CoreShowChannel"))
                                .count());
                client.until(hangup(4));
                assertTrue(replay.awaitEnd(SOON));
            }
        }
    }

    @Test
    void aRestartedPbxTellsAnotherStart() throws Exception {
        Path before = RECORDINGS.resolve("19c-restart-now-mid-call.ami.gz");
        Path after = RECORDINGS.resolve("19c-restart-now-mid-call.part2.ami.gz");
        String first = Recording.read(before).pbxStart().toString();
        String second = Recording.read(after).pbxStart().toString();
        assertFalse(first.equals(second), first);
    }

    @Test
    void anySecretIsRightAndNothingIsToldBeforeTheLogIn() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).start();
                Client client = new Client(replay.port())) {
            assertEquals("Asterisk Call Manager/11.0.0", client.banner);
            assertEquals("Permission denied", client.ask("CoreShowChannels").get("Message"));
            assertEquals("Success", client.ask("Challenge", "AuthType: MD5").get("Response"));
            assertEquals(
                    "Success",
                    client.ask("Login", "AuthType: MD5", "Username: x", "Key: y")
                            .get("Response"));
        }
    }

    @Test
    void whatIsNotThereIsAnErrorAndARecordingDoesNothing() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).start();
                Client client = Client.loggedIn(replay.port(), "off")) {
            assertEquals("Error", client.ask("PJSIPShowContacts").get("Response"));
            assertEquals(
                    "No active conferences.", client.ask("ConfbridgeListRooms").get("Message"));
            assertEquals("Error", client.ask("Originate").get("Response"));
            assertEquals("Success", client.ask("Filter").get("Response"));
            assertEquals("Goodbye", client.ask("Logoff").get("Response"));
            assertThrows(EOFException.class, client::next);
        }
    }

    @Test
    void theConnectionStaysAtTheEndUnlessItShallBeCut() throws Exception {
        try (Replay replay = Replay.of(ANSWERED).speed(Speed.MAX).cutAtEnd().start();
                Client client = Client.loggedIn(replay.port(), "on")) {
            assertThrows(EOFException.class, () -> client.until(m -> false));
            assertTrue(replay.awaitEnd(SOON));
        }
    }

    @Test
    void nothingOfItStaysAfterClose() throws Exception {
        Replay replay = Replay.of(ANSWERED).start();
        try (Client client = Client.loggedIn(replay.port(), "on")) {
            replay.begin();
            client.next(m -> m.event().equals("Newchannel"));
            replay.close();
            assertThrows(IOException.class, () -> client.until(m -> false));
        }
        assertThrows(IOException.class, () -> new Client(replay.port()));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("jackfield-testkit-replay")));
    }

    private static Predicate<Message> hangup(int last) {
        int[] seen = {0};
        return message -> message.event().equals("Hangup") && ++seen[0] == last;
    }
}
