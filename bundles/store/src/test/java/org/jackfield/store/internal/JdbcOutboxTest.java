package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.store.Outbox.Row;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class JdbcOutboxTest {
    private static final Instant NOW = Sample.START.plusSeconds(100);

    private final TestDatabase plug;
    private final Database database = new Database();
    private final JdbcOutbox outbox = new JdbcOutbox(database);
    private final JdbcJournal journal = new JdbcJournal(database);

    JdbcOutboxTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void threeActivitiesAreOwed() {
        database.setSource(plug.source());
        CallRows rows = new CallRows();
        database.transaction("fill", db -> {
            for (int i = 1; i <= 3; i++) {
                rows.write(db, new EndedCall(Sample.call(i).build(), List.of()), true, NOW);
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
    void activitiesComeOldestFirstWithTheirCall() {
        List<Row> due = outbox.due(NOW, 2);

        assertEquals(List.of(Sample.call(1).id, Sample.call(2).id), keys(due));
        assertEquals(Sample.call(1).build(), due.get(0).activity().call());
        assertEquals("pending", due.get(0).state());
        assertEquals(List.of(), outbox.due(NOW.minusMillis(1), 10), "not yet due");
    }

    @Test
    void whatTheCrmHasIsNotSentAgain() {
        outbox.done(outbox.due(NOW, 1).get(0), "00T1");

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(outbox.due(NOW, 10)));
        assertEquals(List.of("pending", "pending", "done"), states());
    }

    @Test
    void failedActivityComesBackWhenItsTimeHasCome() {
        Row first = outbox.due(NOW, 1).get(0);
        outbox.failed(first, "Salesforce does not answer", NOW.plusSeconds(30));

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(outbox.due(NOW.plusSeconds(29), 10)));
        Row again = outbox.due(NOW.plusSeconds(30), 1).get(0);
        assertEquals(first.id(), again.id());
        assertEquals(1, again.attempts());
        assertEquals("Salesforce does not answer", again.reason());
    }

    @Test
    void deadActivityWaitsForAPerson() {
        outbox.dead(outbox.due(NOW, 1).get(0), "The CRM refuses it: " + "x".repeat(2_000));

        assertEquals(2, outbox.due(NOW.plusSeconds(1_000_000), 10).size());
        assertEquals(List.of("pending", "pending", "dead"), states());
    }

    @Test
    void notesWrittenAfterTheCrmHadTheCallAreSentToo() {
        Row first = outbox.due(NOW, 1).get(0);
        outbox.done(first, "00T1");
        journal.annotate("main", first.activity().key(), Optional.of("Wants a refund"), Optional.empty());

        Row again = outbox.due(Instant.now().plusSeconds(1), 1).get(0);
        assertEquals(first.id(), again.id());
        assertEquals(Optional.of("Wants a refund"), again.activity().call().notes());
    }

    @Test
    void notesWrittenWhileTheActivityIsOnItsWayAreSentToo() {
        Row onItsWay = outbox.due(NOW, 1).get(0);
        journal.annotate("main", onItsWay.activity().key(), Optional.of("Wants a refund"), Optional.empty());
        outbox.done(onItsWay, "00T1");

        Row again = outbox.due(NOW.plusSeconds(1), 1).get(0);
        assertEquals(Optional.of("Wants a refund"), again.activity().call().notes());
        outbox.done(again, "00T1");
        assertEquals(List.of("pending", "pending", "done"), states());
    }

    @Test
    void activityNobodyCanReadIsBuriedAndTheOthersGoOn() {
        plug.execute("UPDATE calls SET body = '{' WHERE id = '" + Sample.call(1).id + "'");

        assertEquals(List.of(Sample.call(2).id, Sample.call(3).id), keys(outbox.due(NOW, 10)));
        assertEquals(1, plug.count("outbox WHERE state = 'dead'"));
    }

    private List<String> states() {
        return outbox.rows("main", 10).stream().map(Row::state).toList();
    }

    private static List<String> keys(List<Row> rows) {
        return rows.stream().map(row -> row.activity().key()).toList();
    }
}
