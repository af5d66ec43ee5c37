package org.jackfield.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jackfield.api.store.StoreException;

/**
 * Brings a database to the schema this version needs: numbered SQL resources, each applied once and remembered in
 * {@code schema_version}. The SQL is what H2 and PostgreSQL both understand, and every statement may be repeated,
 * because H2 cannot take back half a migration.
 */
final class Migrations {
    /** In order; the number in the name is the position, counted from 1. A shipped file never changes. */
    private static final List<String> FILES = List.of(
            "V001__calls.sql",
            "V002__accounts.sql",
            "V003__outbox.sql",
            "V004__events.sql",
            "V005__devices.sql",
            "V006__live.sql",
            "V007__log_ins.sql");

    private Migrations() {}

    /**
     * Applies what is missing and commits.
     *
     * @throws StoreException if the database was written by a newer version
     */
    static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, file VARCHAR(100)"
                            + " NOT NULL, applied_at TIMESTAMP(3) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL)");
        }
        int version = version(connection);
        if (version > FILES.size()) {
            throw new StoreException(
                    "The database has schema " + version + ", written by a newer Jackfield; this one knows up to "
                            + FILES.size() + ": start the newer version, or restore the backup made before the update",
                    null);
        }
        for (int next = version + 1; next <= FILES.size(); next++) {
            apply(connection, next, FILES.get(next - 1));
        }
        connection.commit();
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void apply(Connection connection, int version, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(file)) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement row =
                connection.prepareStatement("INSERT INTO schema_version (version, file) VALUES (?, ?)")) {
            row.setInt(1, version);
            row.setString(2, file);
            row.executeUpdate();
        }
        connection.commit();
    }

    private static List<String> statements(String file) {
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return List.of(sql.split(";\\s*(\n|$)")).stream()
                    .filter(s -> !s.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new StoreException("The migration " + file + " cannot be read from the store bundle", e);
        }
    }
}
