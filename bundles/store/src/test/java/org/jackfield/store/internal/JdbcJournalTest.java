package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.StoreException;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class JdbcJournalTest {
    private final TestDatabase plug;
    private final Database database = new Database();
    private final JdbcJournal journal = new JdbcJournal(database);

    JdbcJournalTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void tenCalls() {
        database.setSource(plug.source());
        CallRows rows = new CallRows();
        database.transaction("fill", db -> {
            for (int i = 1; i <= 10; i++) {
                Sample sample = Sample.call(i)
                        .at(i % 2 == 0 ? "1002" : "1001", i % 2 == 0 ? "bob" : "alice")
                        .from(i <= 3 ? "+447700900123" : Sample.ANN);
                rows.write(db, new EndedCall(sample.build(), List.of()), List.of(), List.of(), Instant.now());
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
    void listsNewestFirstAndGoesOnWhereThePageEnded() {
        assertEquals(List.of(10, 9, 8), numbers(query(null, null, null, null, null, 3)));
        assertEquals(List.of(7, 6, 5), numbers(query(null, null, null, null, Sample.call(8).id, 3)));
        assertEquals(List.of(), numbers(query(null, null, null, null, Sample.call(1).id, 3)));
        assertEquals(List.of(), numbers(query(null, null, null, null, "no such call", 3)));
    }

    @Test
    void callsThatStartedInTheSameInstantAreAllOnOnePageOrTheNext() {
        CallRows rows = new CallRows();
        database.transaction("fill", db -> {
            for (int i = 20; i < 25; i++) {
                Sample sample = Sample.call(i).at("1009", "carol");
                sample.startedAt = Sample.START.plusSeconds(20);
                rows.write(db, new EndedCall(sample.build(), List.of()), List.of(), List.of(), Instant.now());
            }
            return null;
        });

        assertEquals(List.of(24, 23), numbers(query("1009", null, null, null, null, 2)));
        assertEquals(List.of(22, 21), numbers(query("1009", null, null, null, Sample.call(23).id, 2)));
        assertEquals(List.of(20), numbers(query("1009", null, null, null, Sample.call(21).id, 2)));
    }

    @Test
    void listsByLineAgentNumberAndTime() {
        assertEquals(List.of(9, 7, 5, 3, 1), numbers(query("1001", null, null, null, null, 100)));
        assertEquals(List.of(10, 8), numbers(query(null, "bob", null, null, null, 2)));
        assertEquals(List.of(3, 2, 1), numbers(query(null, null, "+447700900123", null, null, 100)));
        assertEquals(List.of(3, 1), numbers(query("1001", "alice", "+447700900123", null, null, 100)));
        assertEquals(List.of(10, 9), numbers(query(null, null, null, Sample.call(9).startedAt, null, 100)));
        assertEquals(List.of(9), numbers(query(null, "alice", null, Sample.call(8).startedAt, null, 100)));
        assertEquals(List.of(7, 5), numbers(query(null, "alice", null, null, Sample.call(9).id, 2)));
    }

    @Test
    void showsACompanyItsOwnCallsOnly() {
        assertEquals(List.of(), journal.calls(CallQuery.ofAgent("other", "alice", 10)));
        assertFalse(journal.annotate("other", Sample.call(1).id, Optional.of("x"), Optional.empty()));
    }

    @Test
    void notesAndDispositionAreWrittenEachWithoutTheOther() {
        String id = Sample.call(4).id;
        assertTrue(journal.annotate("main", id, Optional.of("Called about the invoice"), Optional.empty()));
        assertTrue(journal.annotate("main", id, Optional.empty(), Optional.of("solved")));
        assertFalse(journal.annotate("main", "no such call", Optional.of("x"), Optional.empty()));

        Call call = journal.call("main", id).orElseThrow();
        assertEquals(Optional.of("Called about the invoice"), call.notes());
        assertEquals(Optional.of("solved"), call.disposition());
    }

    @Test
    void oneDamagedCallDoesNotHideTheOthers() {
        plug.execute("UPDATE calls SET body = '{' WHERE id = '" + Sample.call(9).id + "'");

        assertEquals(List.of(10, 8), numbers(query(null, null, null, null, null, 3)));
    }

    @Test
    void interruptedReaderDoesNotCloseTheDatabaseForTheOthers() throws SQLException {
        try (Connection other = plug.source().getConnection()) {
            Thread.currentThread().interrupt();
            journal.annotate("main", Sample.call(1).id, Optional.of("x"), Optional.empty());
            assertTrue(Thread.interrupted());

            assertTrue(other.isValid(5));
        }
    }

    @Test
    void absentDatabaseIsToldInOneSentence() {
        plug.unplug();
        StoreException e = assertThrows(StoreException.class, () -> journal.call("main", "01JD"));
        assertEquals("The database could not find call 01JD: Connection to db.example:5432 refused", e.getMessage());
    }

    private List<Integer> numbers(CallQuery query) {
        return journal.calls(query).stream()
                .map(call -> Integer.valueOf(call.id().substring(4)))
                .toList();
    }

    private static CallQuery query(String line, String agent, String number, Instant since, String before, int limit) {
        return new CallQuery(
                "main",
                Optional.ofNullable(line),
                Optional.ofNullable(agent),
                Optional.ofNullable(number),
                Optional.ofNullable(since),
                Optional.ofNullable(before),
                limit);
    }
}
