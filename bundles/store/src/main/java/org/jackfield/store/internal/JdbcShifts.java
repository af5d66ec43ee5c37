package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.agent.Shifts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shift clock's records. */
@Component(service = Shifts.class)
public final class JdbcShifts implements Shifts {
    private static final String COLUMNS = "tenant, agent, began_at, began_where, over_at, over_where";
    private static final int WHERE_LENGTH = 64;

    private final Database database;

    @Activate
    public JdbcShifts(@Reference Database database) {
        this.database = database;
    }

    @Override
    public Shift clockIn(String tenant, String agent, Instant at, String where) {
        return database.transaction("write a shift", db -> {
            Optional<Shift> lasting = lasting(db, tenant, agent);
            if (lasting.isPresent()) {
                return lasting.get();
            }
            try (PreparedStatement insert = db.prepareStatement(
                    "INSERT INTO shifts (tenant, agent, began_at, began_where) VALUES (?, ?, ?, ?)")) {
                Sql.set(insert, tenant, agent, at, Sql.fit(where, WHERE_LENGTH)).executeUpdate();
            }
            return lasting(db, tenant, agent).orElseThrow();
        });
    }

    @Override
    public Optional<Shift> clockOut(String tenant, String agent, Instant at, String where) {
        return database.transaction("write a shift", db -> {
            Optional<Shift> lasting = lasting(db, tenant, agent);
            if (lasting.isEmpty()) {
                return lasting;
            }
            Shift shift = lasting.get();
            // A clock that was set back makes no shift of negative length.
            Instant end = at.isBefore(shift.start()) ? shift.start() : at;
            try (PreparedStatement update = db.prepareStatement("UPDATE shifts SET over_at = ?, over_where = ?"
                    + " WHERE tenant = ? AND agent = ? AND over_at IS NULL")) {
                Sql.set(update, end, Sql.fit(where, WHERE_LENGTH), tenant, agent)
                        .executeUpdate();
            }
            return Optional.of(
                    new Shift(tenant, agent, shift.start(), shift.startedAt(), Optional.of(end), Optional.of(where)));
        });
    }

    @Override
    public Optional<Shift> lastingAt(String tenant, String where) {
        return database.transaction(
                "read the shifts",
                db ->
                        select(db, "began_where = ? AND over_at IS NULL ORDER BY began_at DESC LIMIT 1", tenant, where)
                                .stream()
                                .findFirst());
    }

    @Override
    public List<Shift> shifts(String tenant, Optional<String> agent, Instant from, Instant to, int limit) {
        return database.transaction(
                "read the shifts",
                db -> select(
                        db,
                        "began_at < ? AND (over_at IS NULL OR over_at > ?) AND (? = '' OR agent = ?)"
                                + " ORDER BY began_at DESC, id DESC LIMIT " + limit,
                        tenant,
                        to,
                        from,
                        agent.orElse(""),
                        agent.orElse("")));
    }

    private static Optional<Shift> lasting(Connection db, String tenant, String agent) throws SQLException {
        return select(db, "agent = ? AND over_at IS NULL ORDER BY began_at DESC LIMIT 1", tenant, agent).stream()
                .findFirst();
    }

    private static List<Shift> select(Connection db, String where, Object... values) throws SQLException {
        List<Shift> shifts = new ArrayList<>();
        try (PreparedStatement select =
                        db.prepareStatement("SELECT " + COLUMNS + " FROM shifts WHERE tenant = ? AND " + where);
                ResultSet row = Sql.set(select, values).executeQuery()) {
            while (row.next()) {
                shifts.add(new Shift(
                        row.getString("tenant"),
                        row.getString("agent"),
                        Sql.instant(row, "began_at"),
                        row.getString("began_where"),
                        Optional.ofNullable(row.getObject("over_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString("over_where"))));
            }
        }
        return shifts;
    }
}
