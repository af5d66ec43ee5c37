package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jackfield.api.Tenant;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.jackfield.rest.internal.LocalApi.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Event streams as a browser reads them. */
class EventStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Stream> streams = new ArrayList<>();
    private LocalApi api;

    @BeforeEach
    void start() {
        api = new LocalApi();
    }

    @AfterEach
    void stop() throws Exception {
        for (Stream stream : streams) {
            stream.socket.close();
        }
        api.close();
    }

    /** One frame. */
    private record Seen(String id, String event, JsonNode data) {}

    /**
     * A connection that speaks HTTP/1.0 by hand: the test decides when it reads, and the end of the stream is the end.
     */
    private final class Stream {
        final Socket socket = new Socket();
        final BufferedReader in;

        Stream(String name, String... headers) throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", api.port()));
            socket.setSoTimeout(5_000);
            StringBuilder request = new StringBuilder("GET /api/v1/events HTTP/1.0\r\nHost: localhost\r\n");
            if (!name.isEmpty()) {
                request.append("Authorization: Bearer ")
                        .append(api.office.token(name))
                        .append("\r\n");
            }
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            streams.add(this);
        }

        /** The next frame; null at the end of the stream. */
        Seen next() throws IOException {
            String id = "";
            String event = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Seen(id, event, JSON.readTree(line.substring(6)));
                }
            }
            return null;
        }

        boolean silent() throws IOException {
            socket.setSoTimeout(400);
            try {
                next();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            }
        }
    }

    private static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what);
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void ring(String agent, String line, int number) {
        api.office.log.append(Tenant.MAIN, Samples.delivered(Samples.call(number, agent, line, false)));
    }

    @Test
    void newStreamFirstTellsWhereThingsStand() throws IOException {
        api.office.floor.live.add(Samples.call(1, "alice", "1001", false));
        api.office.floor.live.add(Samples.call(2, "bob", "1002", false));
        api.office.floor.pops.add(Samples.pop("alice", "x").pop());
        Seen seen = new Stream("alice").next();
        assertEquals("resync", seen.event());
        assertEquals(1, seen.data().at("/data/calls").size());
        assertEquals("pop-alice", seen.data().at("/data/pops/0/popId").asText());
        assertEquals("alice", seen.data().at("/data/agents/0/agent").asText());
        assertEquals("up", seen.data().at("/data/links/0/state").asText());
        assertEquals(2, new Stream("sue").next().data().at("/data/calls").size());
    }

    @Test
    void ringReachesTheAgentItIsForAndNobodyElse() throws IOException {
        Stream alice = new Stream("alice");
        Stream bob = new Stream("bob");
        alice.next();
        bob.next();
        ring("alice", "1001", 1);
        api.office.log.append(Tenant.MAIN, Samples.pop("alice", "x"));
        assertEquals("delivered", alice.next().event());
        Seen pop = alice.next();
        assertEquals("pop", pop.event());
        assertEquals("log1.2", pop.id());
        assertEquals("Ann Customer", pop.data().at("/data/matches/0/name").asText());
        assertTrue(bob.silent());
    }

    @Test
    void colleaguesStatesArriveWithoutAnythingUrgent() throws IOException {
        Stream bob = new Stream("bob");
        bob.next();
        api.office.choose(Tenant.MAIN, "alice", AgentState.READY, Optional.empty(), "alice");
        Seen seen = bob.next();
        assertEquals("agent", seen.event());
        assertEquals("ready", seen.data().at("/data/state").asText());
    }

    @Test
    void streamResumesWithoutGap() throws IOException {
        for (int number = 1; number <= 5; number++) {
            ring(number % 2 == 1 ? "alice" : "bob", "1001", number);
        }
        Stream alice = new Stream("alice", "Last-Event-ID: log1.1");
        assertEquals("log1.3", alice.next().id());
        assertEquals("log1.5", alice.next().id());
        ring("alice", "1001", 6);
        assertEquals("log1.6", alice.next().id());
    }

    @Test
    void unknownLogIsResynchronised() throws IOException {
        Stream alice = new Stream("alice", "Last-Event-ID: log0.99");
        Seen seen = alice.next();
        assertEquals("resync", seen.event());
        assertTrue(seen.data().at("/data/reason").asText().contains("log0.99"));
        for (String id : List.of("nonsense", "log1.-7", "log1.99", ".", "log1.99999999999999999999")) {
            assertEquals(
                    "resync", new Stream("alice", "Last-Event-ID: " + id).next().event(), id);
        }
    }

    private StoredEvents stored(String log, int from, int to) {
        StoredEvents stored = new StoredEvents();
        for (int number = from; number <= to; number++) {
            stored.events.add(new Event(
                    new Position(log, number),
                    Tenant.MAIN,
                    Samples.START,
                    Samples.delivered(Samples.call(number, number % 2 == 1 ? "alice" : "bob", "1001", false))));
        }
        api.office.services.archive = stored;
        return stored;
    }

    @Test
    void whatWasMissedBeforeAndAfterARestartComesInOrderAndThenWhereThingsStand() throws IOException {
        stored("log0", 1, 5);
        ring("alice", "1001", 1);
        ring("alice", "1001", 2);
        Stream alice = new Stream("alice", "Last-Event-ID: log0.2");
        assertEquals("log0.3", alice.next().id());
        assertEquals("log0.5", alice.next().id());
        assertEquals("log1.1", alice.next().id());
        assertEquals("log1.2", alice.next().id());
        Seen standing = alice.next();
        assertEquals("resync", standing.event());
        assertTrue(standing.data().at("/data/reason").asText().contains("restarted"));
        ring("alice", "1001", 3);
        assertEquals("log1.3", alice.next().id());
    }

    @Test
    void aReaderThatWasAwayForLongMissesNothingWhileMoreHappens() throws IOException {
        stored("log0", 1, 7_000);
        Stream sue = new Stream("sue", "Last-Event-ID: log0.0");
        assertEquals("log0.1", sue.next().id());
        ring("bob", "1002", 1);
        for (int number = 2; number <= 7_000; number++) {
            assertEquals("log0." + number, sue.next().id());
        }
        ring("bob", "1002", 2);
        List<String> told = new ArrayList<>();
        while (told.size() < 2) {
            Seen seen = sue.next();
            if (!seen.event().equals("resync")) {
                told.add(seen.id());
            }
        }
        assertEquals(List.of("log1.1", "log1.2"), told);
    }

    @Test
    void whoMissedFarTooMuchIsToldHowThingsStandAndWhereTheRestIs() throws IOException {
        Fact fact = Samples.delivered(Samples.call(1, "bob", "1002", false));
        for (int number = 0; number <= 24_000; number++) {
            api.office.log.append(Tenant.MAIN, fact);
        }
        Seen seen = new Stream("alice", "Last-Event-ID: log1.0").next();
        assertEquals("resync", seen.event());
        assertTrue(seen.data().at("/data/reason").asText().contains("/api/v1/journal?after=log1.0"));
        ring("alice", "1001", 2);
        assertEquals(
                "log1.24002",
                new Stream("alice", "Last-Event-ID: log1.1").next().id());
    }

    @Test
    void whatIsNotKeptAnyLongerIsResynchronised() throws IOException {
        stored("log0", 10, 20);
        assertEquals(
                "resync", new Stream("alice", "Last-Event-ID: log0.3").next().event());
        assertEquals(
                "log0.10", new Stream("sue", "Last-Event-ID: log0.9").next().id());
    }

    @Test
    void nobodyListensWithoutAToken() throws IOException {
        assertTrue(new Stream("").in.readLine().contains("401"));
    }

    @Test
    void revokedTokenEndsTheStream() throws IOException {
        Stream alice = new Stream("alice");
        alice.next();
        api.api.recheck();
        ring("alice", "1001", 1);
        assertEquals("log1.1", alice.next().id());
        api.office.revokeToken(Tenant.MAIN, "alice", "test");
        api.api.recheck();
        assertEquals(null, alice.next());
    }

    @Test
    void logOutEndsTheStreamsOfThatBrowserAtOnce() throws IOException {
        Browser first = api.browser("alice");
        Browser second = api.browser("alice");
        Stream one = new Stream("", "Cookie: " + first.cookie());
        Stream two = new Stream("", "Cookie: " + second.cookie());
        one.next();
        two.next();
        api.send("DELETE", "/session", null, "Cookie", first.cookie(), "X-CSRF-Token", first.csrf());
        assertEquals(null, one.next());
        ring("alice", "1001", 1);
        assertEquals("log1.1", two.next().id());
    }

    @Test
    void expiredSessionEndsTheStream() throws IOException {
        Stream alice = new Stream("", "Cookie: " + api.browser("alice").cookie());
        alice.next();
        api.later = Duration.ofHours(13);
        api.api.recheck();
        assertEquals(null, alice.next());
    }

    @Test
    void lostEventsOrLogSendEverybodyBack() throws IOException {
        Stream alice = new Stream("alice");
        alice.next();
        api.office.log.lose();
        assertEquals(null, alice.next());
        Stream again = new Stream("alice");
        again.next();
        MemoryLog next = new MemoryLog("log2");
        api.events.logThere(next);
        api.events.logGone(api.office.log);
        assertEquals(null, again.next());
        Stream resumed = new Stream("alice", "Last-Event-ID: log1.0");
        assertEquals("log2.0", resumed.next().id());
        next.append(Tenant.MAIN, Samples.pop("alice", "x"));
        assertEquals("log2.1", resumed.next().id());
    }

    @Test
    void streamsAreLimited() throws IOException {
        api.settings = Settings.of(java.util.Map.of("maxStreams", "1"));
        new Stream("alice").next();
        assertTrue(new Stream("bob").in.readLine().contains("503"));
    }

    @Test
    void browserThatDoesNotReadIsDroppedAndTheOthersDoNotNotice() throws Exception {
        Stream stuck = new Stream("alice");
        stuck.next();
        Stream bob = new Stream("bob");
        bob.next();
        Fact big = Samples.pop("alice", "x".repeat(50_000));
        long slowest = 0;
        for (int number = 1; number <= 300 && api.events.streams() == 2; number++) {
            for (int each = 0; each < 10; each++) {
                api.office.log.append(Tenant.MAIN, big);
            }
            long before = System.nanoTime();
            ring("bob", "1002", number);
            assertEquals("delivered", bob.next().event());
            slowest = Math.max(slowest, System.nanoTime() - before);
        }
        eventually("the stuck stream is given up", () -> stuck(stuck));
        assertTrue(slowest < Duration.ofSeconds(2).toNanos(), "bob waited " + slowest + " ns");
        ring("bob", "1002", 999);
        assertEquals("delivered", bob.next().event());
    }

    /** Whether the server ended a stream: what was on its way can still be read, then comes the end. */
    private static boolean stuck(Stream stream) {
        try {
            for (Seen seen = stream.next(); seen != null; seen = stream.next()) {
                assertFalse(seen.id().isEmpty());
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void manyStreamsNeedNoThreadEach() throws Exception {
        int before = Thread.activeCount();
        for (int number = 0; number < 150; number++) {
            new Stream("alice");
        }
        for (Stream stream : streams) {
            stream.next();
        }
        assertEquals(150, api.events.streams());
        assertTrue(Thread.activeCount() - before < 60, Thread.activeCount() + " threads");
        ring("alice", "1001", 1);
        for (Stream stream : streams) {
            assertEquals("delivered", stream.next().event());
        }
        for (Stream stream : streams) {
            stream.socket.close();
        }
        eventually("streams whose clients left are forgotten", () -> {
            ring("alice", "1001", 2);
            return api.events.streams() == 0;
        });
    }
}
