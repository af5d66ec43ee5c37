package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.call.Alias;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.store.internal.EndedCall.Happening;

/**
 * Calls and their tables. Every method works inside the caller's transaction. Writing a call again, as a restarted
 * server does, replaces it and keeps what people have added.
 */
final class CallRows {
    private static final int NAME = 128;
    private static final int ALIAS = 256;
    private static final int KIND = 64;

    private final CallJson json = new CallJson();

    /**
     * Writes a call, its events and its outbox rows.
     *
     * @param connectors that want to know of it
     * @param agents who get an activity each, as {@link ActivityPolicy#shares} has them
     */
    void write(Connection db, EndedCall ended, Collection<String> connectors, List<String> agents, Instant now)
            throws SQLException {
        LiveRows.written(db, ended.call().id());
        Optional<Call> before = read(db, ended.call().id());
        if (before.isPresent() && ended.call().reconstructed() && !before.get().reconstructed()) {
            return; // what was seen is better than what was concluded after a crash
        }
        Call call = before.map(old -> keepAdded(old, ended.call())).orElse(ended.call());
        if (before.isEmpty()) {
            insert(db, call);
        } else if (!before.get().equals(call)) {
            replace(db, call, now);
        }
        writeParties(db, call);
        writeAliases(db, call);
        writeEvents(db, call.id(), ended.events());
        OutboxRows.owe(db, call, connectors, agents, now);
    }

    /** The call as it is stored, locked until the transaction ends. */
    Optional<Call> read(Connection db, String id) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT body FROM calls WHERE id = ? FOR UPDATE");
                ResultSet row = Sql.set(select, id).executeQuery()) {
            return row.next() ? Optional.of(json.read(row.getString(1))) : Optional.empty();
        }
    }

    /** Writes another picture of a stored call; a CRM that has the old one is owed the new one. */
    void replace(Connection db, Call call, Instant now) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("UPDATE calls SET direction = ?, cause = ?, started_at = ?,"
                + " ended_at = ?, body = ? WHERE id = ?")) {
            Sql.set(
                            update,
                            call.direction().word(),
                            call.cause().map(c -> c.word()),
                            call.startedAt(),
                            call.endedAt(),
                            json.write(call),
                            call.id())
                    .executeUpdate();
        }
        OutboxRows.oweAgain(db, call.id(), now);
    }

    /** Writes a call that names a person no longer; nobody is told. */
    void forget(Connection db, Call nameless) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("UPDATE calls SET body = ? WHERE id = ?")) {
            Sql.set(update, json.write(nameless), nameless.id()).executeUpdate();
        }
        writeParties(db, nameless);
    }

    private void insert(Connection db, Call call) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO calls (id, tenant, link, direction, cause,"
                + " started_at, ended_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            Sql.set(
                            insert,
                            call.id(),
                            call.tenant(),
                            call.link(),
                            call.direction().word(),
                            call.cause().map(c -> c.word()),
                            call.startedAt(),
                            call.endedAt(),
                            json.write(call))
                    .executeUpdate();
        }
    }

    private static void writeParties(Connection db, Call call) throws SQLException {
        delete(db, "DELETE FROM call_party WHERE call_id = ?", call.id());
        try (PreparedStatement insert = db.prepareStatement(
                "INSERT INTO call_party (call_id, kind, name, tenant, started_at) VALUES (?, ?, ?, ?, ?)")) {
            addParties(insert, call, "agent", agents(call));
            addParties(insert, call, "line", call.connections().stream().flatMap(c -> c.line().stream()));
            addParties(insert, call, "number", numbers(call));
            insert.executeBatch();
        }
    }

    private static void addParties(PreparedStatement insert, Call call, String kind, Stream<String> names)
            throws SQLException {
        for (String name : distinct(names, NAME)) {
            Sql.set(insert, call.id(), kind, name, call.tenant(), call.startedAt())
                    .addBatch();
        }
    }

    private static Stream<String> agents(Call call) {
        return Stream.concat(
                call.connections().stream().flatMap(c -> c.agent().stream()),
                call.answeredBy().flatMap(AnsweredBy::agent).stream());
    }

    private static Stream<String> numbers(Call call) {
        return Stream.concat(
                Stream.of(call.caller(), call.called()).flatMap(party -> party.number().stream()),
                call.connections().stream().flatMap(c -> c.number().stream()));
    }

    private static Set<String> distinct(Stream<String> names, int length) {
        Set<String> distinct = new LinkedHashSet<>();
        names.forEach(name -> distinct.add(Sql.fit(name, length)));
        return distinct;
    }

    private static void writeAliases(Connection db, Call call) throws SQLException {
        delete(db, "DELETE FROM call_alias WHERE call_id = ?", call.id());
        Set<Alias> aliases = new LinkedHashSet<>();
        call.aliases().forEach(a -> aliases.add(new Alias(Sql.fit(a.kind(), KIND), Sql.fit(a.value(), ALIAS))));
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO call_alias (call_id, kind, name, tenant) VALUES (?, ?, ?, ?)")) {
            for (Alias alias : aliases) {
                Sql.set(insert, call.id(), alias.kind(), alias.value(), call.tenant())
                        .addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Events of an earlier run of the server stay; those of this log are written anew. */
    private static void writeEvents(Connection db, String callId, List<Happening> events) throws SQLException {
        try (PreparedStatement delete =
                        db.prepareStatement("DELETE FROM call_event WHERE call_id = ? AND log_id = ? AND seq = ?");
                PreparedStatement insert = db.prepareStatement(
                        "INSERT INTO call_event (call_id, log_id, seq, happened_at,"
                                + " event, connection_id, call_state, reconstructed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Happening each : events) {
                String log = each.position().log();
                long seq = each.position().seq();
                Sql.set(delete, callId, log, seq).addBatch();
                Sql.set(
                                insert,
                                callId,
                                log,
                                seq,
                                each.at(),
                                each.event().word(),
                                each.connection(),
                                each.state().word(),
                                each.reconstructed())
                        .addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    private static void delete(Connection db, String sql, String callId) throws SQLException {
        try (PreparedStatement delete = db.prepareStatement(sql)) {
            Sql.set(delete, callId).executeUpdate();
        }
    }

    /** The call as seen now, with the notes, disposition and records it had where it comes without. */
    private static Call keepAdded(Call old, Call seen) {
        List<RecordRef> records = seen.records().isEmpty() ? old.records() : seen.records();
        return with(seen, seen.notes().or(old::notes), seen.disposition().or(old::disposition), records);
    }

    static Call with(Call call, Optional<String> notes, Optional<String> disposition, List<RecordRef> records) {
        return new Call(
                call.id(),
                call.tenant(),
                call.link(),
                call.direction(),
                call.state(),
                call.caller(),
                call.called(),
                call.startedAt(),
                call.answeredAt(),
                call.endedAt(),
                call.answeredBy(),
                call.endedBy(),
                call.cause(),
                call.connections(),
                call.queueVisits(),
                call.lineage(),
                call.aliases(),
                records,
                call.recordings(),
                notes,
                disposition,
                call.reconstructed());
    }
}
