package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Call;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.store.Journal.Erased;

/** Takes a person out of the tables, inside the caller's transaction. */
final class Eraser {
    private final CallRows rows = new CallRows();

    Erased erase(Connection db, Erasure erasure) throws SQLException {
        Set<String> calls = calls(db, erasure);
        int activities = 0;
        for (String id : calls) {
            Optional<Call> call = rows.read(db, id);
            if (call.isPresent()) {
                rows.forget(db, Nameless.of(call.get(), erasure));
            }
            activities += execute(db, "DELETE FROM outbox WHERE call_id = ?", id);
        }
        return new Erased(calls.size(), activities, events(db, erasure, calls));
    }

    private static Set<String> calls(Connection db, Erasure erasure) throws SQLException {
        Set<String> calls = new LinkedHashSet<>();
        if (erasure.number().isPresent()) {
            calls.addAll(strings(
                    db,
                    "SELECT call_id FROM call_party WHERE tenant = ? AND kind = 'number' AND name = ?",
                    erasure.tenant(),
                    erasure.number().get()));
        }
        if (erasure.record().isPresent()) {
            calls.addAll(strings(
                    db,
                    "SELECT id FROM calls WHERE tenant = ? AND body LIKE ? ESCAPE '!'",
                    erasure.tenant(),
                    like("\"" + erasure.record().get().id() + "\"")));
        }
        return calls;
    }

    /** Events are few, since they are kept for a day; what was told of the person's calls names them, too. */
    private static int events(Connection db, Erasure erasure, Set<String> calls) throws SQLException {
        Set<String> traces = new LinkedHashSet<>(calls);
        erasure.number().ifPresent(traces::add);
        erasure.record().ifPresent(record -> traces.add("\"" + record.id() + "\""));
        List<long[]> found = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT log, seq, body FROM event WHERE tenant = ?");
                ResultSet row = Sql.set(select, erasure.tenant()).executeQuery()) {
            while (row.next()) {
                String body = row.getString("body");
                if (traces.stream().anyMatch(body::contains)) {
                    found.add(new long[] {row.getLong("log"), row.getLong("seq")});
                }
            }
        }
        // an empty place stays, since a missing one would stop whoever reads on
        try (PreparedStatement empty =
                db.prepareStatement("UPDATE event SET kind = ?, body = '{}' WHERE log = ? AND seq = ?")) {
            for (long[] each : found) {
                Sql.set(empty, EventRows.ERASED, each[0], each[1]).addBatch();
            }
            empty.executeBatch();
        }
        return found.size();
    }

    private static String like(String text) {
        return "%" + text.replaceAll("([!%_])", "!$1") + "%";
    }

    private static List<String> strings(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql);
                ResultSet row = Sql.set(select, values).executeQuery()) {
            List<String> strings = new ArrayList<>();
            while (row.next()) {
                strings.add(row.getString(1));
            }
            return strings;
        }
    }

    private static int execute(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            return Sql.set(statement, values).executeUpdate();
        }
    }
}
