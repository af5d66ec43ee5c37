package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.store.LiveJournal.Known;

/** Live calls and their table. Every method works inside the caller's transaction. */
final class LiveRows {
    private final CallJson json = new CallJson();

    /** Writes the latest pictures; a call that is in {@code calls} already is over here. */
    void write(Connection db, Collection<Call> calls, Map<String, Instant> heard) throws SQLException {
        try (PreparedStatement delete = db.prepareStatement("DELETE FROM live_call WHERE call_id = ?");
                PreparedStatement insert = db.prepareStatement("INSERT INTO live_call (call_id, link, ended, body)"
                        + " SELECT CAST(? AS VARCHAR(64)), CAST(? AS VARCHAR(128)), CAST(? AS BOOLEAN),"
                        + " CAST(? AS VARCHAR(1000000)) WHERE NOT EXISTS (SELECT 1 FROM calls WHERE id = ?)")) {
            for (Call call : calls) {
                Sql.set(delete, call.id()).addBatch();
                Sql.set(insert, call.id(), call.link(), call.ended(), json.write(call), call.id())
                        .addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
        try (PreparedStatement delete = db.prepareStatement("DELETE FROM link_heard WHERE link = ?");
                PreparedStatement insert =
                        db.prepareStatement("INSERT INTO link_heard (link, heard_at) VALUES (?, ?)")) {
            for (Map.Entry<String, Instant> each : heard.entrySet()) {
                Sql.set(delete, each.getKey()).addBatch();
                Sql.set(insert, each.getKey(), each.getValue()).addBatch();
            }
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    Optional<Known> known(Connection db, String link) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT heard_at FROM link_heard WHERE link = ?");
                ResultSet row = Sql.set(select, link).executeQuery()) {
            return row.next()
                    ? Optional.of(
                            new Known(Sql.instant(row, "heard_at"), calls(db, "link = ? AND ended = FALSE", link)))
                    : Optional.empty();
        }
    }

    /** Calls that were over, and not yet written when the server died. */
    List<Call> leftOver(Connection db) throws SQLException {
        return calls(db, "ended = TRUE");
    }

    private List<Call> calls(Connection db, String where, Object... values) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT l.body FROM live_call l WHERE " + where
                        + " AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.id = l.call_id) ORDER BY l.call_id");
                ResultSet row = Sql.set(select, values).executeQuery()) {
            List<Call> calls = new ArrayList<>();
            while (row.next()) {
                calls.add(json.read(row.getString(1)));
            }
            return calls;
        }
    }

    /** The call is in {@code calls} from now on. */
    static void written(Connection db, String callId) throws SQLException {
        try (PreparedStatement delete = db.prepareStatement("DELETE FROM live_call WHERE call_id = ?")) {
            Sql.set(delete, callId).executeUpdate();
        }
    }
}
