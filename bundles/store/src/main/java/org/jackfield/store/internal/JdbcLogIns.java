package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.LogIns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Log-ins in the database, beside the accounts they are of. */
@Component(service = LogIns.class)
public final class JdbcLogIns implements LogIns {
    private final Database database;

    @Activate
    public JdbcLogIns(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void keep(LogIn logIn) {
        database.transaction("keep a log-in", db -> {
            if (run(db, "UPDATE log_ins SET used_at = ? WHERE hash = ?", logIn.used(), logIn.hash()) == 0) {
                run(
                        db,
                        "INSERT INTO log_ins (hash, tenant, name, role, used_at) VALUES (?, ?, ?, ?, ?)",
                        logIn.hash(),
                        logIn.tenant(),
                        logIn.name(),
                        logIn.role().word(),
                        logIn.used());
            }
            return true;
        });
    }

    @Override
    public Optional<LogIn> find(String hash) {
        return database.transaction("find a log-in", db -> {
            try (PreparedStatement select =
                            db.prepareStatement("SELECT tenant, name, role, used_at FROM log_ins WHERE hash = ?");
                    ResultSet row = Sql.set(select, hash).executeQuery()) {
                return row.next()
                        ? Optional.of(new LogIn(
                                hash,
                                row.getString("tenant"),
                                row.getString("name"),
                                Word.of(AccountRole.class, row.getString("role")),
                                Sql.instant(row, "used_at")))
                        : Optional.empty();
            }
        });
    }

    @Override
    public void forget(String hash) {
        database.transaction("forget a log-in", db -> run(db, "DELETE FROM log_ins WHERE hash = ?", hash));
    }

    @Override
    public void forgetUnusedSince(Instant moment) {
        database.transaction("forget old log-ins", db -> run(db, "DELETE FROM log_ins WHERE used_at < ?", moment));
    }

    private static int run(Connection db, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            return Sql.set(statement, values).executeUpdate();
        }
    }
}
