package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.Journal;
import org.jackfield.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads ended calls back. */
@Component(service = Journal.class)
public final class JdbcJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcJournal.class);
    private static final int LONGEST_LIST = 500;

    private final Database database;
    private final CallRows rows = new CallRows();
    private final CallJson json = new CallJson();

    @Activate
    public JdbcJournal(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Optional<Call> call(String tenant, String idOrAlias) {
        return database.transaction("find call " + idOrAlias, db -> {
            List<Call> byId = select(db, "SELECT body FROM calls WHERE tenant = ? AND id = ?", tenant, idOrAlias);
            if (!byId.isEmpty()) {
                return Optional.of(byId.get(0));
            }
            // a PBX that starts anew may use a name again: the newest call is meant
            return select(
                            db,
                            "SELECT c.body FROM calls c JOIN call_alias a ON a.call_id = c.id"
                                    + " WHERE a.tenant = ? AND a.name = ? ORDER BY c.started_at DESC, c.id DESC LIMIT 1",
                            tenant,
                            idOrAlias)
                    .stream()
                    .findFirst();
        });
    }

    @Override
    public List<Call> calls(CallQuery query) {
        return database.transaction("list calls", db -> {
            Optional<Instant> before = Optional.empty();
            if (query.before().isPresent()) {
                before = startOf(db, query.tenant(), query.before().get());
                if (before.isEmpty()) {
                    return List.of();
                }
            }
            List<Object> values = new ArrayList<>();
            String sql = sql(query, before, values);
            return select(db, sql, values.toArray());
        });
    }

    /**
     * One of the parties asked for leads through its index, which is already in the order wanted; the others narrow
     * down.
     */
    private static String sql(CallQuery query, Optional<Instant> before, List<Object> values) {
        Map<String, String> parties = new LinkedHashMap<>();
        query.agent().ifPresent(agent -> parties.put("agent", agent));
        query.line().ifPresent(line -> parties.put("line", line));
        query.number().ifPresent(number -> parties.put("number", number));
        String lead = parties.isEmpty() ? "c" : "p";
        String id = parties.isEmpty() ? "c.id" : "p.call_id";

        StringBuilder sql = new StringBuilder("SELECT c.body FROM calls c");
        sql.append(parties.isEmpty() ? "" : " JOIN call_party p ON p.call_id = c.id");
        sql.append(" WHERE ").append(lead).append(".tenant = ?");
        values.add(query.tenant());
        boolean leads = true;
        for (Map.Entry<String, String> party : parties.entrySet()) {
            sql.append(
                    leads
                            ? " AND p.kind = ? AND p.name = ?"
                            : " AND EXISTS (SELECT 1 FROM call_party o WHERE o.call_id = c.id AND o.kind = ? AND o.name = ?)");
            values.add(party.getKey());
            values.add(party.getValue());
            leads = false;
        }
        query.since().ifPresent(since -> {
            sql.append(" AND ").append(lead).append(".started_at >= ?");
            values.add(since);
        });
        before.ifPresent(start -> {
            sql.append(" AND ").append(lead).append(".started_at <= ? AND (").append(lead);
            sql.append(".started_at < ? OR ").append(id).append(" < ?)");
            values.addAll(List.of(start, start, query.before().orElseThrow()));
        });
        // all columns of the index: H2 walks it backwards only if the order names every one
        sql.append(
                parties.isEmpty()
                        ? " ORDER BY c.tenant DESC, c.started_at DESC, c.id DESC LIMIT ?"
                        : " ORDER BY p.tenant DESC, p.kind DESC, p.name DESC, p.started_at DESC, p.call_id DESC LIMIT ?");
        values.add(Math.max(1, Math.min(query.limit(), LONGEST_LIST)));
        return sql.toString();
    }

    private static Optional<Instant> startOf(Connection db, String tenant, String id) throws SQLException {
        try (PreparedStatement select =
                        db.prepareStatement("SELECT started_at FROM calls WHERE tenant = ? AND id = ?");
                ResultSet row = Sql.set(select, tenant, id).executeQuery()) {
            return row.next() ? Optional.of(Sql.instant(row, "started_at")) : Optional.empty();
        }
    }

    /** A call that cannot be read is left out and told, so that it does not hide the others. */
    private List<Call> select(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql);
                ResultSet row = Sql.set(select, values).executeQuery()) {
            List<Call> calls = new ArrayList<>();
            while (row.next()) {
                try {
                    calls.add(json.read(row.getString("body")));
                } catch (StoreException e) {
                    LOG.warn("{}; it is left out", e.getMessage());
                }
            }
            return calls;
        }
    }

    @Override
    public boolean annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {
        return change(
                tenant,
                callId,
                old -> CallRows.with(old, notes.or(old::notes), disposition.or(old::disposition), old.records()));
    }

    @Override
    public boolean attachRecord(String tenant, String callId, RecordRef ref) {
        return change(tenant, callId, old -> {
            Stream<RecordRef> others = old.records().stream()
                    .filter(r -> !r.connector().equals(ref.connector()) || !r.id().equals(ref.id()));
            List<RecordRef> records = Stream.concat(others, Stream.of(ref)).toList();
            return CallRows.with(old, old.notes(), old.disposition(), records);
        });
    }

    private boolean change(String tenant, String callId, UnaryOperator<Call> edit) {
        return database.transaction("write what was added to call " + callId, db -> {
            Optional<Call> stored =
                    rows.read(db, callId).filter(call -> call.tenant().equals(tenant));
            if (stored.isPresent()) {
                Call changed = edit.apply(stored.get());
                if (!changed.equals(stored.get())) {
                    rows.replace(db, changed, Instant.now());
                }
            }
            return stored.isPresent();
        });
    }

    @Override
    public Erased erase(Erasure erasure) {
        return database.transaction("forget a person", db -> new Eraser().erase(db, erasure));
    }
}
