package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.store.Outbox.Due;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class CallKeeperTest {
    private final TestDatabase plug;
    private final Database database = new Database(0);
    private final TestEventLog log = new TestEventLog();
    private final JdbcJournal journal = new JdbcJournal(database);
    private final JdbcOutbox outbox = new JdbcOutbox(database, TestAgents.perCall());
    private CallKeeper keeper;

    CallKeeperTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void start() {
        database.setSource(plug.source());
        keeper = new CallKeeper(database, log, TestAgents.perCall(), 100);
    }

    @AfterEach
    void stop() throws IOException {
        keeper.close();
        database.close();
        plug.close();
    }

    @Test
    void endedCallIsFoundByItsIdAndByEveryNameThePbxGaveIt() {
        Call call = new Sample().build();
        log.ended(call);
        awaitWritten(1);

        assertEquals(Optional.of(call), journal.call("main", call.id()));
        assertEquals(Optional.of(call), journal.call("main", "lab1-1795329862.163"));
        assertEquals(Optional.empty(), journal.call("main", "lab1-1"));
        assertEquals(Optional.empty(), journal.call("other", call.id()), "another company's call");
    }

    @Test
    void whatHappenedInACallIsKeptWithIt() {
        Sample sample = new Sample();
        sample.state = CallState.ALERTING;
        log.happened(CallEventType.DELIVERED, sample.build());
        sample.state = CallState.CONNECTED;
        log.happened(CallEventType.ESTABLISHED, sample.build());
        assertEquals(Optional.empty(), journal.call("main", sample.id), "a live call is not in the journal");

        sample.state = CallState.ENDED;
        log.ended(sample.build());
        awaitWritten(1);

        assertEquals(3, plug.count("call_event"));
        assertEquals(
                1,
                plug.count(
                        "call_event WHERE event = 'established' AND call_state = 'connected' AND connection_id = 'c3'"));
    }

    @Test
    void callWrittenAgainAfterARestartIsThereOnceAndKeepsItsNotes() {
        keeper.addConnector(new Crm("main", true));
        Sample sample = new Sample();
        log.ended(sample.build());
        awaitWritten(1);
        journal.annotate("main", sample.id, Optional.of("Wants a refund"), Optional.of("solved"));
        log.ended(sample.build());
        awaitWritten(2);

        assertEquals(1, plug.count("calls"));
        assertEquals(1, plug.count("outbox"));
        Call kept = journal.call("main", sample.id).orElseThrow();
        assertEquals(Optional.of("Wants a refund"), kept.notes());
        assertEquals(Optional.of("solved"), kept.disposition());
    }

    @Test
    void onlyCallsWithTheOutsideAreOwedToTheCrmAndEachOnce() {
        keeper.addConnector(new Crm("main", true));
        Sample merged = Sample.call(2);
        merged.cause = Cause.MERGED;
        Sample internal = Sample.call(3);
        internal.direction = Direction.INTERNAL;
        Sample consultation = Sample.call(4);
        consultation.direction = Direction.OUTBOUND;
        consultation.lineage = List.of(Sample.edge(LineageType.CONSULTATION_OF));
        Sample outbound = Sample.call(5);
        outbound.direction = Direction.OUTBOUND;
        Sample elsewhere = Sample.call(6);
        elsewhere.tenant = "other";
        List.of(Sample.call(1), merged, internal, consultation, outbound, elsewhere)
                .forEach(sample -> log.ended(sample.build()));
        awaitWritten(6);

        List<String> owed = outbox.due("salesforce~test", Instant.now().plusSeconds(1), 100).stream()
                .map(row -> row.activity().key())
                .toList();
        assertEquals(List.of(Sample.call(1).id, outbound.id), owed);
    }

    @Test
    void eachCrmIsOwedACallOnItsOwn() {
        keeper.addConnector(new Crm("main", true));
        keeper.addConnector(new Crm("main", true, "hubspot~test"));
        log.ended(new Sample().build());
        log.ended(new Sample().build());
        awaitWritten(2);

        assertEquals(
                List.of(new Due("hubspot~test", "main", 1), new Due("salesforce~test", "main", 1)),
                outbox.due(Instant.now().plusSeconds(1)));
    }

    @Test
    void aCrmThatIsTurnedOffIsOwedNothingFurther() {
        Crm on = new Crm("main", true);
        keeper.addConnector(on);
        log.ended(Sample.call(1).build());
        awaitWritten(1);
        keeper.removeConnector(on);
        keeper.addConnector(new Crm("main", false));
        log.ended(Sample.call(2).build());
        awaitWritten(2);

        assertEquals(1, plug.count("outbox"));
    }

    @Test
    void nothingIsOwedWhereNoCrmLogs() {
        keeper.addConnector(new Crm("main", false));
        log.ended(new Sample().build());
        awaitWritten(1);

        assertEquals(0, plug.count("outbox"));
    }

    @Test
    void callThatEndsWhileTheCrmsBundleIsBeingUpdatedIsOwedAllTheSame() {
        Crm crm = new Crm("main", true);
        keeper.addConnector(crm);
        log.ended(Sample.call(1).build());
        awaitWritten(1);
        keeper.removeConnector(crm);
        log.ended(Sample.call(2).build());
        awaitWritten(2);

        assertEquals(2, plug.count("outbox"));
    }

    @Test
    void callsThatEndWhileTheDatabaseIsAwayAreWrittenWhenItIsBack() {
        log.ended(Sample.call(1).build());
        awaitWritten(1);
        plug.unplug();
        for (int i = 2; i <= 250; i++) {
            log.ended(Sample.call(i).build());
        }
        Wait.until("the store says it is down", () -> health().state() == Status.State.DOWN);
        assertEquals(
                "The database could not be written: Connection to db.example:5432 refused; it is configured in"
                        + " etc/org.ops4j.datasource-jackfield.cfg",
                health().reason());
        assertTrue(health().counters().get("eventsShed") > 0, "detail is shed before calls");

        plug.plugIn();
        awaitWritten(250);

        assertEquals(250, plug.count("calls"));
        Wait.until("the store is up", () -> health().state() == Status.State.UP);
        assertEquals(0, health().counters().get("waiting"));
    }

    @Test
    void callThatDoesNotFitHoldsUpNobody() {
        Sample poison = Sample.call(2);
        poison.id = "x".repeat(100);
        log.ended(Sample.call(1).build());
        log.ended(poison.build());
        log.ended(Sample.call(3).build());
        Wait.until("the poison is set aside", () -> health().counters().get("refused") == 1);
        awaitWritten(2);

        assertEquals(2, plug.count("calls"));
        assertEquals(Status.State.UP, health().state());
    }

    @Test
    void hostileNamesAndNumbersAreKeptAsTheyAre() {
        Sample sample = new Sample();
        sample.name = "a\u0000b'; DROP TABLE calls; -- <img src=x> \ud83d\ude00 \u202e";
        sample.customer = "+1\u0000202".repeat(60);
        Call call = sample.build();
        log.ended(call);
        awaitWritten(1);

        assertEquals(Optional.of(call), journal.call("main", sample.id));
    }

    @Test
    void stoppingWritesWhatStillWaits() {
        plug.unplug();
        log.ended(new Sample().build());
        Wait.until("the store says it is down", () -> health().state() == Status.State.DOWN);
        plug.plugIn();
        keeper.close();

        assertEquals(1, plug.count("calls"));
    }

    @Test
    void endedCallsMayNotBeDroppedFromTheMailbox() {
        Sample live = new Sample();
        live.state = CallState.CONNECTED;
        assertTrue(log.keeps(fact(CallEventType.CALL_CLEARED, new Sample().build())));
        assertTrue(log.keeps(fact(CallEventType.CALL_INFORMATION, new Sample().build())), "notes after the end");
        assertFalse(log.keeps(fact(CallEventType.ESTABLISHED, live.build())));
    }

    @Test
    void databaseOfANewerVersionIsLeftAlone() {
        Wait.until("the store is up", () -> health().state() == Status.State.UP);
        plug.execute("INSERT INTO schema_version (version, file) VALUES (99, 'V099__future.sql')");
        Database older = new Database(0);
        older.setSource(plug.source());
        Wait.until("it says so", () -> older.status().state() == Status.State.DOWN);
        older.close();

        assertTrue(older.status().reason().startsWith("The database has schema 99, written by a newer Jackfield"));
    }

    @Test
    void missingDataSourceIsNamedWithItsFile() {
        Database none = new Database(0);
        Wait.until("it says so", () -> none.status().state() == Status.State.DOWN);
        none.close();

        assertTrue(
                none.status().reason().contains("etc/org.ops4j.datasource-jackfield.cfg"),
                none.status().reason());
    }

    @Test
    void senselessSettingIsNamed() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> new CallKeeper(database, log, TestAgents.perCall(), 5));
        assertEquals(
                "etc/org.jackfield.store.cfg: eventsWaiting = 5 is too few; 100 or more are allowed", e.getMessage());
    }

    private static CallFact fact(CallEventType type, Call call) {
        return new CallFact(type, call.link(), 1, call, Optional.empty(), false);
    }

    private Status health() {
        return keeper.health().get(0);
    }

    private void awaitWritten(long calls) {
        Wait.until(calls + " calls written", () -> health().counters().get("written") >= calls);
    }

    private record Crm(String tenant, boolean logs, String name) implements CrmConnector {
        Crm(String tenant, boolean logs) {
            this(tenant, logs, "salesforce~test");
        }

        @Override
        public CompletionStage<List<Match>> lookup(PhoneNumber number) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public Status status() {
            return new Status(name(), tenant, Status.State.UP, "", Sample.START, java.util.Map.of());
        }
    }
}
