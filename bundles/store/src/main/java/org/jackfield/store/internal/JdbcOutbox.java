package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;
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
    private static final String SELECT =
            "SELECT o.id, o.call_id, o.tenant, o.state, o.attempts, o.reason, o.due_at, c.body"
                    + " FROM outbox o JOIN calls c ON c.id = o.call_id ";

    private final Database database;
    private final CallJson json = new CallJson();

    @Activate
    public JdbcOutbox(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<Row> due(Instant now, int limit) {
        return select("WHERE o.state = 'pending' AND o.due_at <= ? ORDER BY o.id LIMIT ?", now, limit);
    }

    @Override
    public List<Row> rows(String tenant, int limit) {
        return select("WHERE o.tenant = ? ORDER BY o.id DESC LIMIT ?", tenant, limit);
    }

    @Override
    public void done(Row row, String crmId) {
        update(
                "UPDATE outbox SET crm_id = ?, reason = '', attempts = 0,"
                        + " state = CASE WHEN due_at = CAST(? AS TIMESTAMP(3) WITH TIME ZONE) THEN 'done' ELSE state END"
                        + " WHERE id = ?",
                Sql.fit(crmId, CRM_ID),
                row.dueAt(),
                row.id());
    }

    @Override
    public void failed(Row row, String reason, Instant retryAt) {
        update(
                "UPDATE outbox SET attempts = attempts + 1, reason = ?, due_at = ? WHERE id = ?",
                Sql.fit(reason, REASON),
                retryAt,
                row.id());
    }

    @Override
    public void dead(Row row, String reason) {
        update(
                "UPDATE outbox SET state = 'dead', attempts = attempts + 1, reason = ? WHERE id = ?",
                Sql.fit(reason, REASON),
                row.id());
    }

    private void update(String sql, Object... values) {
        database.transaction("write the outbox", db -> {
            try (PreparedStatement update = db.prepareStatement(sql)) {
                return Sql.set(update, values).executeUpdate();
            }
        });
    }

    private List<Row> select(String where, Object... values) {
        return database.transaction("read the outbox", db -> {
            List<Row> rows = new ArrayList<>();
            Map<Long, String> unreadable = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement(SELECT + where);
                    ResultSet row = Sql.set(select, values).executeQuery()) {
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
        Call call = json.read(row.getString("body"));
        return new Row(
                row.getLong("id"),
                activity(call),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("reason"),
                Sql.instant(row, "due_at"));
    }

    private static Activity activity(Call call) {
        Optional<Owner> owner = call.answeredBy().flatMap(AnsweredBy::agent).map(Owner::agent);
        Duration talk = call.answeredAt()
                .flatMap(answer -> call.endedAt().map(end -> Duration.between(answer, end)))
                .filter(length -> !length.isNegative())
                .orElse(Duration.ZERO);
        return new Activity(
                call.id(),
                call.tenant(),
                call,
                owner,
                call.startedAt(),
                talk,
                call.answeredAt().isPresent());
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
