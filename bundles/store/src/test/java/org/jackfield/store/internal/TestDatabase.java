package org.jackfield.store.internal;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh, empty database of either kind, whose plug can be pulled. */
final class TestDatabase implements AutoCloseable {
    /** Which. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    private static PostgresServer postgres;

    private final DataSource real;
    private final Path folder;
    private volatile boolean unplugged;

    private TestDatabase(DataSource real, Path folder) {
        this.real = real;
        this.folder = folder;
    }

    static TestDatabase open(Kind kind) {
        return kind == Kind.H2 ? h2() : postgresql();
    }

    /** With the settings of the data source that is shipped. */
    private static TestDatabase h2() {
        try {
            Path folder = Files.createTempDirectory("jackfield-h2");
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:async:" + folder.resolve("jackfield")
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1");
            return new TestDatabase(source, folder);
        } catch (IOException e) {
            throw new IllegalStateException("No temporary folder", e);
        }
    }

    private static synchronized TestDatabase postgresql() {
        Assumptions.assumeTrue(
                PostgresServer.binaries().isPresent(),
                "PostgreSQL is not installed under /usr/lib/postgresql: its tests are skipped");
        if (postgres == null) {
            postgres = PostgresServer.start(PostgresServer.binaries().get());
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        TestDatabase database = new TestDatabase(source, null);
        database.execute("DROP SCHEMA public CASCADE");
        database.execute("CREATE SCHEMA public");
        return database;
    }

    void unplug() {
        unplugged = true;
    }

    void plugIn() {
        unplugged = false;
    }

    void execute(String sql) {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long count(String table) {
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (unplugged && method.getName().equals("getConnection")) {
                        throw new SQLTransientConnectionException("Connection to db.example:5432 refused", "08001");
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws IOException {
        if (folder == null) {
            return;
        }
        execute("SHUTDOWN");
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
