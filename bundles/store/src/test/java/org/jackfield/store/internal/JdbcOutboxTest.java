package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.LogResult.Refused;
import org.jackfield.api.crm.LogResult.Written;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.jackfield.api.store.Journal.Erased;
import org.jackfield.api.store.Outbox.Counts;
import org.jackfield.api.store.Outbox.Due;
import org.jackfield.api.store.Outbox.Query;
import org.jackfield.api.store.Outbox.Replay;
import org.jackfield.api.store.Outbox.Row;
import org.jackfield.api.store.Outbox.Settled;
import org.jackfield.api.store.Outbox.State;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class JdbcOutboxTest {
    private static final String CRM = "salesforce~test";
    private static final String OTHER = "hubspot~test";
    private static final Instant NOW = Sample.START.plusSeconds(100);

    private final TestDatabase plug;
    private final Database database = new Database();
    private final JdbcOutbox outbox = new JdbcOutbox(database, TestAgents.perCall());
    private final JdbcJournal journal = new JdbcJournal(database);

    JdbcOutboxTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void threeActivitiesAreOwed() {
        database.setSource(plug.source());
        CallRows rows = new CallRows();
        database.transaction("fill", db -> {
            for (String connector : List.of(CRM, OTHER)) {
                db.createStatement()
                        .execute("INSERT INTO outbox_connector (name, tenant) VALUES ('" + connector + "', 'main')");
            }
            for (int i = 1; i <= 3; i++) {
                rows.write(
                        db,
                        new EndedCall(Sample.call(i).build(), List.of()),
                        List.of(CRM, OTHER),
                        List.of(ActivityPolicy.WHOLE_CALL),
                        NOW);
            }
            return null;
        });
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        plug.close();
    }

    @Test
    void activitiesComeOldestFirstWithTheirCallAndTheirOwner() {
        List<Row> due = due(NOW, 2);

        assertEquals(List.of(Sample.call(1).id, Sample.call(2).id), keys(due));
        assertEquals(Sample.call(1).build(), due.get(0).activity().call());
        assertEquals(
                Optional.of(new Owner("alice", Optional.of("alice@example.com"), Optional.of("alice.sso"))),
                due.get(0).activity().owner());
        assertEquals(60_007, due.get(0).activity().talk().toMillis());
        assertEquals(State.PENDING, due.get(0).state());
        assertEquals(List.of(), due(NOW.minusMillis(1), 10), "not yet due");
        assertEquals(List.of(new Due(OTHER, "main", 3), new Due(CRM, "main", 3)), outbox.due(NOW));
    }

    @Test
    void whatOneCrmHasTheOtherIsStillOwed() {
        settle(due(NOW, 1).get(0), new Written("00T1"));

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(due(NOW, 10)));
        assertEquals(3, outbox.due(OTHER, NOW, 10).size());
        assertEquals(List.of(State.PENDING, State.PENDING, State.DONE), states());
        assertEquals(
                Optional.of("00T1"),
                outbox.rows(query(Optional.of(State.DONE))).get(0).crmId());
    }

    @Test
    void failedActivityComesBackWhenItsTimeHasCome() {
        Row first = due(NOW, 1).get(0);
        settle(first, LogResult.later("Salesforce does not answer"));

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(due(NOW.plusSeconds(29), 10)));
        Row again = due(NOW.plusSeconds(30), 1).get(0);
        assertEquals(first.id(), again.id());
        assertEquals(1, again.attempts());
        assertEquals("Salesforce does not answer", again.reason());
        settle(again, new Written("00T1"));
        assertEquals("", outbox.rows(query(Optional.of(State.DONE))).get(0).reason());
    }

    @Test
    void oneRefusedActivityLeavesItsNeighboursAloneAndCanBeGivenAgain() {
        List<Row> due = due(NOW, 3);
        outbox.settle(List.of(
                new Settled(due.get(0), new Written("00T1"), NOW),
                new Settled(due.get(1), new Refused("The CRM refuses it: " + "x".repeat(2_000)), NOW),
                new Settled(due.get(2), new Written("00T3"), NOW)));

        assertEquals(List.of(State.DONE, State.DEAD, State.DONE), states());
        assertEquals(
                Map.of(CRM, new Counts(0, 1, Optional.empty()), OTHER, new Counts(3, 0, Optional.of(NOW))),
                outbox.counts("main"));
        assertEquals(0, outbox.replay(new Replay("other", Optional.empty(), Optional.empty())), "another company");
        assertEquals(1, outbox.replay(new Replay("main", Optional.of(due.get(1).id()), Optional.empty())));
        assertEquals(
                List.of(due.get(1).activity().key()), keys(due(Instant.now().plusSeconds(1), 10)));
    }

    @Test
    void allDeadActivitiesOfOneCrmCanBeGivenAgain() {
        due(NOW, 3).forEach(row -> settle(row, new Refused("No permission")));

        assertEquals(0, outbox.replay(new Replay("main", Optional.empty(), Optional.of(OTHER))));
        assertEquals(3, outbox.replay(new Replay("main", Optional.empty(), Optional.of(CRM))));
    }

    @Test
    void listsAreReadInPages() {
        List<Row> first = outbox.rows(new Query("main", Optional.empty(), Optional.empty(), Optional.empty(), 4));
        List<Row> second = outbox.rows(new Query(
                "main",
                Optional.empty(),
                Optional.empty(),
                Optional.of(first.get(3).id()),
                4));
        assertEquals(4, first.size());
        assertEquals(2, second.size());
        assertEquals(
                List.of(), outbox.rows(new Query("other", Optional.empty(), Optional.empty(), Optional.empty(), 4)));
    }

    @Test
    void notesWrittenAfterTheCrmHadTheCallAreSentToo() {
        Row first = due(NOW, 1).get(0);
        settle(first, new Written("00T1"));
        journal.annotate("main", first.activity().key(), Optional.of("Wants a refund"), Optional.empty());

        Row again = due(Instant.now().plusSeconds(1), 1).get(0);
        assertEquals(first.id(), again.id());
        assertEquals(Optional.of("Wants a refund"), again.activity().call().notes());
        assertEquals(Optional.of("00T1"), again.crmId());
    }

    @Test
    void notesWrittenWhileTheActivityIsOnItsWayAreSentToo() {
        Row onItsWay = due(NOW, 1).get(0);
        journal.annotate("main", onItsWay.activity().key(), Optional.of("Wants a refund"), Optional.empty());
        settle(onItsWay, new Written("00T1"));

        Row again = due(NOW.plusSeconds(1), 1).get(0);
        assertEquals(Optional.of("Wants a refund"), again.activity().call().notes());
        settle(again, new Written("00T1"));
        assertEquals(List.of(State.PENDING, State.PENDING, State.DONE), states());
    }

    @Test
    void activityNobodyCanReadIsBuriedAndTheOthersGoOn() {
        plug.execute("UPDATE calls SET body = '{' WHERE id = '" + Sample.call(1).id + "'");

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(due(NOW, 10)));
        assertEquals(1, plug.count("outbox WHERE state = 'dead'"));
    }

    @Test
    void aPersonWhoIsForgottenIsInNoTableAnyMore() {
        settle(due(NOW, 1).get(0), new Refused("No such number " + Sample.ANN));
        database.transaction("tell", db -> {
            Event event = new Event(
                    new Position("log1", 1),
                    "main",
                    NOW,
                    new Fact.CallFact(
                            CallEventType.CALL_CLEARED,
                            "asterisk~main",
                            1,
                            Sample.call(1).build(),
                            Optional.empty(),
                            false));
            new EventRows().write(db, List.of(event));
            return null;
        });
        Sample other = Sample.call(4).from("+12025550199");
        database.transaction("fill", db -> {
            new CallRows().write(db, new EndedCall(other.build(), List.of()), List.of(CRM), List.of(""), NOW);
            return null;
        });

        Erasure ann = new Erasure("main", Optional.of(Sample.ANN), Optional.empty());
        assertEquals(new Erased(3, 6, 1), journal.erase(ann));
        assertEquals(new Erased(0, 0, 0), journal.erase(ann), "nothing is left");

        for (String trace : List.of(Sample.ANN, "Ann Customer")) {
            for (String table : List.of("calls", "event", "live_call")) {
                assertEquals(
                        table.equals("calls") && trace.contains("Ann C") ? 1 : 0,
                        plug.count(table + " WHERE body LIKE '%" + trace + "%'"),
                        table);
            }
            assertEquals(0, plug.count("call_party WHERE name LIKE '%" + trace + "%'"));
            assertEquals(0, plug.count("outbox WHERE reason LIKE '%" + trace + "%'"));
        }
        assertEquals(4, plug.count("calls"), "that there were calls is no secret");
        assertEquals(
                Optional.of("alice"),
                journal.call("main", Sample.call(1).id)
                        .orElseThrow()
                        .answeredBy()
                        .orElseThrow()
                        .agent());
        assertEquals(List.of(other.id), keys(due(NOW, 10)), "others are not touched");
    }

    @Test
    void aPersonCanBeForgottenByTheirRecord() {
        Sample linked = Sample.call(5);
        linked.records = List.of(new RecordRef("salesforce~test", "Contact", "003_1%", "Ann", Optional.empty()));
        database.transaction("fill", db -> {
            new CallRows().write(db, new EndedCall(linked.build(), List.of()), List.of(CRM), List.of(""), NOW);
            return null;
        });

        assertEquals(
                1,
                journal.erase(new Erasure(
                                "main", Optional.empty(), Optional.of(new Erasure.Record("salesforce~test", "003_1%"))))
                        .calls());
        assertEquals(
                Optional.empty(),
                journal.call("main", linked.id).orElseThrow().caller().number());
        assertEquals(List.of(), journal.call("main", linked.id).orElseThrow().records());
    }

    private List<Row> due(Instant now, int limit) {
        return outbox.due(CRM, now, limit);
    }

    private void settle(Row row, LogResult result) {
        outbox.settle(List.of(new Settled(row, result, NOW.plusSeconds(30))));
    }

    private static Query query(Optional<State> state) {
        return new Query("main", state, Optional.of(CRM), Optional.empty(), 10);
    }

    /** Newest first. */
    private List<State> states() {
        return outbox.rows(query(Optional.empty())).stream().map(Row::state).toList();
    }

    private static List<String> keys(List<Row> rows) {
        return rows.stream().map(row -> row.activity().key()).toList();
    }
}
