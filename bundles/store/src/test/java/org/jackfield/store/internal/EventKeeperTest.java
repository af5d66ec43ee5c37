package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Match;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.store.EventArchive.Stretch;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that was away, and what it finds. */
@ParameterizedClass
@EnumSource(Kind.class)
class EventKeeperTest {
    private static final Duration KEEP = Duration.ofDays(3_650);

    private final TestDatabase plug;
    private final Database database = new Database();
    private EventKeeper keeper;

    EventKeeperTest(Kind kind) {
        plug = TestDatabase.open(kind);
        database.setSource(plug.source());
        Wait.until("the database is there", database::check);
    }

    @AfterEach
    void stop() throws IOException {
        keeper.close();
        database.close();
        plug.close();
    }

    private QueuedEventLog run(String name) {
        return run(name, KEEP, 1_000_000);
    }

    private QueuedEventLog run(String name, Duration keep, int most) {
        QueuedEventLog log = new QueuedEventLog(name);
        keeper = new EventKeeper(database, log, 10_000, keep, most);
        return log;
    }

    private static void tell(QueuedEventLog log, int events) {
        for (int i = 0; i < events; i++) {
            log.append("main", agent("alice"));
        }
    }

    private static Fact agent(String who) {
        return new Fact.AgentFact(new AgentPresence(
                "main",
                who,
                AgentState.READY,
                Optional.empty(),
                Optional.of(AgentState.NOT_READY),
                "chosen",
                Sample.START,
                3));
    }

    private Stretch after(String log, long seq, int most) {
        return keeper.after("main", new Position(log, seq), most).orElseThrow();
    }

    private static List<Long> seqs(Stretch stretch) {
        return stretch.events().stream().map(e -> e.position().seq()).toList();
    }

    private static List<Long> upTo(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void everyFactComesBackAsItWasTold() {
        QueuedEventLog log = run("log1");
        List<Fact> facts = List.of(
                new Fact.CallFact(
                        CallEventType.HELD, "asterisk~main", 7, Sample.call(1).build(), Optional.of("c3"), true),
                new Fact.LinkFact(
                        true,
                        "asterisk~main",
                        2,
                        "",
                        Optional.of(new Fact.Gap(Sample.START, Sample.START.plusSeconds(3)))),
                new Fact.PopFact(new Pop(
                        "p1",
                        "main",
                        "01JD",
                        "alice",
                        Pop.Trigger.DELIVERED,
                        2,
                        Pop.State.COMPLETED,
                        Optional.empty(),
                        CrmState.OK,
                        List.of(new Match(
                                "salesforce~emea",
                                "Contact",
                                "003",
                                "សុខា ចាន់\u0000",
                                Optional.of("Mekong Tea"),
                                Optional.empty(),
                                "number",
                                List.of(new Match.Case("500", "Tea", "New", Optional.empty())))))),
                agent("bob"),
                new Fact.SessionFact("alice", SessionSource.PAGE, true),
                new Fact.DeviceFact(new Device(
                        "main",
                        "d1",
                        Device.Kind.HEADSET,
                        "Poly",
                        "V5200",
                        Device.State.READY,
                        Optional.of(new LineRef("asterisk~main", "1001")),
                        Optional.empty(),
                        Map.of("battery", "80"),
                        Sample.START)));
        facts.forEach(fact -> log.append("main", fact));
        keeper.close();
        assertEquals(
                facts, after("log1", 0, 100).events().stream().map(Event::fact).toList());
    }

    @Test
    void whoWasAwayReadsOnInPortionsFromAnyPlaceAndSeesOnlyItsTenant() {
        QueuedEventLog log = run("log1");
        tell(log, 3);
        log.append("other", agent("eve"));
        tell(log, 3);
        keeper.close();
        assertEquals(Optional.of(new Position("log1", 0)), keeper.oldest());
        assertEquals(upTo(1, 2), seqs(after("log1", 0, 2)));
        Stretch second = after("log1", 2, 2);
        assertEquals(List.of(3L), seqs(second));
        assertEquals(new Position("log1", 4), second.until());
        assertEquals(upTo(5, 7), seqs(after("log1", 4, 2_000)));
        assertEquals(new Position("log1", 7), after("log1", 7, 10).until(), "nothing followed so far");
    }

    @Test
    void readingGoesOnInTheLogsOfLaterRuns() {
        tell(run("log1"), 4);
        keeper.close();
        tell(run("log2"), 2);
        keeper.close();
        assertEquals(upTo(3, 4), seqs(after("log1", 2, 10)));
        Stretch next = after("log1", 4, 10);
        assertEquals(upTo(1, 2), seqs(next));
        assertEquals(new Position("log2", 2), next.until());
        assertEquals(new Position("log2", 2), after("log1", 9, 10).until(), "told before a crash and not kept");
    }

    @Test
    void whatIsNoLongerKeptIsNotPassedOver() {
        tell(run("log1"), 10);
        keeper.close();
        plug.execute("DELETE FROM event WHERE seq = 6");
        assertEquals(upTo(1, 5), seqs(after("log1", 0, 100)));
        assertTrue(keeper.after("main", new Position("log1", 5), 100).isEmpty());
        assertEquals(upTo(7, 10), seqs(after("log1", 6, 100)));
        assertTrue(keeper.after("main", new Position("never", 5), 100).isEmpty());
    }

    @Test
    void whatWasErasedIsPassedOverAndWhatCannotBeReadIsMissing() {
        tell(run("log1"), 6);
        keeper.close();
        plug.execute("UPDATE event SET kind = 'erased', body = '{}' WHERE seq = 2");
        plug.execute("UPDATE event SET body = '{\"presence\":7}' WHERE seq = 5");
        assertEquals(List.of(1L, 3L, 4L), seqs(after("log1", 0, 100)));
        assertTrue(keeper.after("main", new Position("log1", 4), 100).isEmpty());
        assertEquals(List.of(6L), seqs(after("log1", 5, 100)));
    }

    @Test
    void theOldestGoByNumberAndByAge() {
        tell(run("log1"), 10);
        keeper.close();
        QueuedEventLog second = run("log2", KEEP, 4);
        tell(second, 3);
        keeper.close();
        keeper.prune();
        assertEquals(Optional.of(new Position("log1", 9)), keeper.oldest());
        assertTrue(keeper.after("main", new Position("log1", 3), 10).isEmpty());
        assertEquals(4, plug.count("event"));

        run("log3", Duration.between(Sample.START, Instant.now()).minusDays(1), 1_000);
        keeper.prune();
        assertEquals(Optional.empty(), keeper.oldest());
        assertEquals(1, plug.count("event_log"), "only the newest log is still known");
    }

    @Test
    void eventsWaitForADatabaseThatIsAwayAndNobodyWaitsForThem() {
        QueuedEventLog log = run("log1");
        plug.unplug();
        tell(log, 3);
        Wait.until("the database is found to be away", () -> !database.up());
        tell(log, 3);
        plug.plugIn();
        Wait.until("all are kept", () -> plug.count("event") == 6);
        assertEquals(upTo(1, 6), seqs(after("log1", 0, 100)));
    }

    @Test
    void nothingIsKeptWhereZeroHoursAreConfigured() {
        QueuedEventLog log = run("log1", Duration.ZERO, 1_000);
        tell(log, 3);
        keeper.close();
        assertEquals(0, plug.count("event"));
    }
}
