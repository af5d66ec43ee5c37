package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.api.Word;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.store.Outbox;
import org.jackfield.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox. A row holds no copy of its call: it is read with the call as it stands, so that notes written after the
 * hang-up reach the CRM. If they are written while the activity is on its way, the row stays pending.
 */
@Component(service = Outbox.class)
public final class JdbcOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcOutbox.class);
    private static final int REASON = 1000;
    private static final int CRM_ID = 256;
    private static final int LONGEST_LIST = 500;
    private static final String SELECT = "SELECT o.id, o.agent, o.connector, o.state, o.attempts, o.reason, o.crm_id,"
            + " o.due_at, c.body FROM outbox o JOIN calls c ON c.id = o.call_id ";
    private static final String WRITTEN = "UPDATE outbox SET crm_id = ?, reason = '', attempts = 0, state = CASE WHEN"
            + " due_at = CAST(? AS TIMESTAMP(3) WITH TIME ZONE) THEN 'done' ELSE state END WHERE id = ?";
    private static final String LATER =
            "UPDATE outbox SET attempts = attempts + 1, reason = ?, due_at = ? WHERE id = ?" + " AND state = 'pending'";
    private static final String REFUSED =
            "UPDATE outbox SET state = 'dead', attempts = attempts + 1, reason = ? WHERE id = ? AND state = 'pending'";

    private final Database database;
    private final Activities activities;
    private final CallJson json = new CallJson();

    @Activate
    public JdbcOutbox(@Reference Database database, @Reference Activities activities) {
        this.database = database;
        this.activities = activities;
    }

    @Override
    public List<Due> due(Instant now) {
        return database.transaction("read the outbox", db -> {
            List<Due> due = new ArrayList<>();
            try (PreparedStatement select = db.prepareStatement(
                            "SELECT connector, tenant, COUNT(*) FROM outbox"
                                    + " WHERE state = 'pending' AND due_at <= ? GROUP BY connector, tenant ORDER BY connector");
                    ResultSet row = Sql.set(select, now).executeQuery()) {
                while (row.next()) {
                    due.add(new Due(row.getString(1), row.getString(2), row.getInt(3)));
                }
            }
            return due;
        });
    }

    @Override
    public List<Row> due(String connector, Instant now, int limit) {
        return select(
                "WHERE o.state = 'pending' AND o.connector = ? AND o.due_at <= ? ORDER BY o.id LIMIT ?",
                List.of(connector, now, limit));
    }

    @Override
    public List<Row> rows(Query query) {
        StringBuilder where = new StringBuilder("WHERE o.tenant = ?");
        List<Object> values = new ArrayList<>(List.of(query.tenant()));
        query.state().ifPresent(state -> {
            where.append(" AND o.state = ?");
            values.add(state.word());
        });
        query.connector().ifPresent(connector -> {
            where.append(" AND o.connector = ?");
            values.add(connector);
        });
        query.before().ifPresent(before -> {
            where.append(" AND o.id < ?");
            values.add(before);
        });
        values.add(Math.max(1, Math.min(query.limit(), LONGEST_LIST)));
        return select(where + " ORDER BY o.id DESC LIMIT ?", values);
    }

    @Override
    public void settle(List<Settled> settled) {
        database.transaction("write the outbox", db -> {
            try (PreparedStatement written = db.prepareStatement(WRITTEN);
                    PreparedStatement later = db.prepareStatement(LATER);
                    PreparedStatement refused = db.prepareStatement(REFUSED)) {
                for (Settled each : settled) {
                    Row row = each.row();
                    if (each.result() instanceof LogResult.Written w) {
                        Sql.set(written, Sql.fit(w.crmId(), CRM_ID), row.dueAt(), row.id())
                                .addBatch();
                    } else if (each.result() instanceof LogResult.Refused r) {
                        Sql.set(refused, Sql.fit(r.reason(), REASON), row.id()).addBatch();
                    } else if (each.result() instanceof LogResult.Later l) {
                        Sql.set(later, Sql.fit(l.reason(), REASON), each.retryAt(), row.id())
                                .addBatch();
                    }
                }
                written.executeBatch();
                later.executeBatch();
                refused.executeBatch();
            }
            return null;
        });
    }

    @Override
    public Map<String, Counts> counts(String tenant) {
        return database.transaction("count the outbox", db -> {
            Map<String, Counts> counts = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement("SELECT c.name, COUNT(p.id), MIN(p.due_at),"
                            + " (SELECT COUNT(*) FROM outbox d WHERE d.state = 'dead' AND d.connector = c.name)"
                            + " FROM outbox_connector c LEFT JOIN outbox p ON p.state = 'pending' AND p.connector = c.name"
                            + " WHERE c.tenant = ? GROUP BY c.name");
                    ResultSet row = Sql.set(select, tenant).executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), new Counts(row.getLong(2), row.getLong(4), Sql.optional(row, 3)));
                }
            }
            return counts;
        });
    }

    @Override
    public int replay(Replay which) {
        StringBuilder sql = new StringBuilder("UPDATE outbox SET state = 'pending', attempts = 0, due_at = ?"
                + " WHERE state = 'dead' AND tenant = ?");
        List<Object> values = new ArrayList<>(List.of(Instant.now(), which.tenant()));
        which.id().ifPresent(id -> {
            sql.append(" AND id = ?");
            values.add(id);
        });
        which.connector().ifPresent(connector -> {
            sql.append(" AND connector = ?");
            values.add(connector);
        });
        return database.transaction("write the outbox", db -> {
            try (PreparedStatement update = db.prepareStatement(sql.toString())) {
                return Sql.set(update, values.toArray()).executeUpdate();
            }
        });
    }

    private List<Row> select(String where, List<Object> values) {
        return database.transaction("read the outbox", db -> {
            List<Row> rows = new ArrayList<>();
            Map<Long, String> unreadable = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement(SELECT + where);
                    ResultSet row = Sql.set(select, values.toArray()).executeQuery()) {
                while (row.next()) {
                    try {
                        rows.add(row(row));
                    } catch (StoreException e) {
                        unreadable.put(row.getLong("id"), e.getMessage());
                    }
                }
            }
            bury(db, unreadable);
            return rows;
        });
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("connector"),
                activities.activity(json.read(row.getString("body")), row.getString("agent")),
                Word.of(State.class, row.getString("state")),
                row.getInt("attempts"),
                row.getString("reason"),
                Sql.instant(row, "due_at"),
                Optional.ofNullable(row.getString("crm_id")));
    }

    /** A row nobody can read would come up for ever. */
    private static void bury(Connection db, Map<Long, String> unreadable) throws SQLException {
        for (Map.Entry<Long, String> each : unreadable.entrySet()) {
            LOG.error("Activity {} cannot be sent: {}", each.getKey(), each.getValue());
            try (PreparedStatement update = db.prepareStatement(
                    "UPDATE outbox SET state = 'dead', reason = ? WHERE id = ? AND state = 'pending'")) {
                Sql.set(update, Sql.fit(each.getValue(), REASON), each.getKey()).executeUpdate();
            }
        }
    }
}
