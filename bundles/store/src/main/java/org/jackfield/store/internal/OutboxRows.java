package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jackfield.api.call.Call;

/** What is owed of a call, inside the transaction that writes the call. */
final class OutboxRows {
    private OutboxRows() {}

    /**
     * Owes a call to connectors, once to each. A call that comes again, because it was told anew, adds the agents who
     * were not known before, but never a second activity of the whole call.
     *
     * @param agents as {@link ActivityPolicy#shares} has them
     */
    static void owe(Connection db, Call call, Collection<String> connectors, List<String> agents, Instant now)
            throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO outbox (call_id, agent, connector, tenant,"
                + " state, attempts, reason, due_at) SELECT id, CAST(? AS VARCHAR(64)),"
                + " CAST(? AS VARCHAR(128)), tenant, 'pending', 0, '', CAST(? AS TIMESTAMP(3) WITH TIME ZONE) FROM calls WHERE id = ? AND NOT EXISTS (SELECT 1 FROM outbox"
                + " WHERE call_id = calls.id AND connector = ? AND (agent = ? OR agent = '' OR ? = ''))")) {
            for (String connector : connectors) {
                for (String agent : agents) {
                    Sql.set(insert, agent, connector, now, call.id(), connector, agent, agent)
                            .addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * A CRM that has an older picture of a call is owed the new one. A later due time also tells
     * {@link JdbcOutbox#settle} that what was just written to the CRM is old already.
     */
    static void oweAgain(Connection db, String callId, Instant now) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(
                        "SELECT id, state, due_at FROM outbox WHERE call_id = ? AND state <> 'dead' FOR UPDATE");
                PreparedStatement update =
                        db.prepareStatement("UPDATE outbox SET state = 'pending', due_at = ? WHERE id = ?");
                ResultSet row = Sql.set(select, callId).executeQuery()) {
            while (row.next()) {
                Instant later = Sql.instant(row, "due_at").plusMillis(1);
                boolean waits = row.getString("state").equals("pending");
                Sql.set(update, waits || later.isAfter(now) ? later : now, row.getLong("id"))
                        .addBatch();
            }
            update.executeBatch();
        }
    }
}
