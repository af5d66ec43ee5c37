package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.jackfield.api.store.EventArchive.Stretch;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events and their table. Every method works inside the caller's transaction. */
final class EventRows {
    /** The longest fact that is kept; a longer one would leave a gap, which readers are told of. */
    private static final int LONGEST = 1_000_000;
    /** The kind of a fact that was taken out, so that readers go on behind it. */
    static final String ERASED = "erased";

    private static final Logger LOG = LoggerFactory.getLogger(EventRows.class);

    private final FactJson json = new FactJson();

    /** A run's log in the database. */
    private record Log(long id, String name) {}

    void write(Connection db, List<Event> events) throws SQLException {
        Map<String, Long> logs = new HashMap<>();
        try (PreparedStatement insert = db.prepareStatement(
                "INSERT INTO event (log, seq, tenant, happened_at, kind, body) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Event event : events) {
                String body = json.write(event.fact());
                if (body.length() <= LONGEST) {
                    String name = event.position().log();
                    Long log = logs.get(name);
                    if (log == null) {
                        log = idOf(db, name);
                        logs.put(name, log);
                    }
                    Sql.set(
                                    insert,
                                    log,
                                    event.position().seq(),
                                    event.tenant(),
                                    event.at(),
                                    FactJson.kind(event.fact()),
                                    body)
                            .addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static long idOf(Connection db, String name) throws SQLException {
        Optional<Log> known = log(db, "SELECT id, name FROM event_log WHERE name = ?", name);
        if (known.isPresent()) {
            return known.get().id();
        }
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO event_log (name) VALUES (?)")) {
            Sql.set(insert, name).executeUpdate();
        }
        return log(db, "SELECT id, name FROM event_log WHERE name = ?", name)
                .orElseThrow()
                .id();
    }

    private static Optional<Log> log(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement select = db.prepareStatement(sql);
                ResultSet row = Sql.set(select, values).executeQuery()) {
            return row.next() ? Optional.of(new Log(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }

    /** As {@link org.jackfield.api.store.EventArchive#after}. */
    Optional<Stretch> after(Connection db, String tenant, Position position, int most) throws SQLException {
        Optional<Log> log = log(db, "SELECT id, name FROM event_log WHERE name = ?", position.log());
        return log.isEmpty() ? Optional.empty() : after(db, tenant, log.get(), position.seq(), most);
    }

    private Optional<Stretch> after(Connection db, String tenant, Log log, long seq, int most) throws SQLException {
        List<Event> events = new ArrayList<>();
        long last = seq;
        try (PreparedStatement select = db.prepareStatement("SELECT seq, tenant, happened_at, kind, body FROM event"
                        + " WHERE log = ? AND seq > ? ORDER BY log, seq LIMIT ?");
                ResultSet row = Sql.set(select, log.id(), seq, most).executeQuery()) {
            while (row.next()) {
                boolean missing = row.getLong("seq") != last + 1;
                if (missing || !read(row, tenant, log, events)) {
                    return last == seq ? Optional.empty() : stretch(events, log, last);
                }
                last++;
            }
        }
        if (last > seq) {
            return stretch(events, log, last);
        }
        Optional<Log> next = log(db, "SELECT id, name FROM event_log WHERE id > ? ORDER BY id LIMIT 1", log.id());
        return next.isPresent() ? after(db, tenant, next.get(), 0, most) : stretch(events, log, last);
    }

    /** False if nobody can read what is there: then it is missing, too. */
    private boolean read(ResultSet row, String tenant, Log log, List<Event> events) throws SQLException {
        String kind = row.getString("kind");
        if (kind.equals(ERASED) || !row.getString("tenant").equals(tenant)) {
            return true;
        }
        try {
            Fact fact = json.read(kind, row.getString("body"));
            events.add(new Event(
                    new Position(log.name(), row.getLong("seq")), tenant, Sql.instant(row, "happened_at"), fact));
            return true;
        } catch (StoreException e) {
            LOG.warn("Event {} of {}: {}", row.getLong("seq"), log.name(), e.getMessage());
            return false;
        }
    }

    private static Optional<Stretch> stretch(List<Event> events, Log log, long last) {
        return Optional.of(new Stretch(events, new Position(log.name(), last)));
    }

    Optional<Position> oldest(Connection db) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT l.name, e.seq FROM event e"
                        + " JOIN event_log l ON l.id = e.log ORDER BY e.log, e.seq LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(new Position(row.getString(1), row.getLong(2) - 1)) : Optional.empty();
        }
    }

    /**
     * Deletes what is not to be kept any longer.
     *
     * @param before events that happened before it
     * @param most how many of the newest remain
     */
    void prune(Connection db, Instant before, int most) throws SQLException {
        execute(db, "DELETE FROM event WHERE happened_at < ?", before);
        try (PreparedStatement select =
                        db.prepareStatement("SELECT log, seq FROM event ORDER BY log DESC, seq DESC LIMIT 1 OFFSET ?");
                ResultSet row = Sql.set(select, most).executeQuery()) {
            if (row.next()) {
                execute(db, "DELETE FROM event WHERE log < ?", row.getLong(1));
                execute(db, "DELETE FROM event WHERE log = ? AND seq <= ?", row.getLong(1), row.getLong(2));
            }
        }
        execute(
                db,
                "DELETE FROM event_log WHERE id < (SELECT MAX(id) FROM event_log)"
                        + " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.log = event_log.id)");
    }

    private static void execute(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            Sql.set(statement, values).executeUpdate();
        }
    }
}
