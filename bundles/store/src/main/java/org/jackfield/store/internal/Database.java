package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to the database. It may be absent at first, fail and come back: that is a state, told once, and never
 * stops this component. A new data source is brought to the current schema before anybody gets a connection.
 */
@Component(service = Database.class)
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String CONFIGURATION = "etc/org.ops4j.datasource-jackfield.cfg";
    private static final long CHECK_EVERY_MS = 2_000;
    private static final long CLOSE_MS = 5_000;
    /** A database that works is written to less often: each check is a disk sync. */
    private static final int CHECKS_SKIPPED_WHILE_UP = 4;
    /**
     * At a start the data source comes some moments after us, and its first connection later still: nothing is wrong
     * yet.
     */
    private static final long OPENING_MAY_TAKE_MS = 15_000;

    private final ScheduledExecutorService checker =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-store-database"));
    private final List<Runnable> whenUp = new CopyOnWriteArrayList<>();
    private final Object migrating = new Object();
    private final long patientUntil;
    private volatile DataSource source;
    private volatile DataSource migrated;
    private DataSource announced;
    private Status status = status(State.CONNECTING, "The database is being opened");
    private int skipped;

    @Activate
    public Database() {
        this(OPENING_MAY_TAKE_MS);
    }

    Database(long openingMayTakeMs) {
        this.patientUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(openingMayTakeMs);
        checker.scheduleWithFixedDelay(this::checkInTurn, 0, CHECK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Reference(
            target = "(dataSourceName=jackfield)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    void setSource(DataSource added) {
        source = added;
        later(this::check);
    }

    void unsetSource(DataSource removed) {
        if (source == removed) {
            source = null;
        }
    }

    /**
     * Does all of the work or nothing of it.
     *
     * @param what completes "The database could not …", for the person who reads the failure
     * @throws StoreException if the database fails
     */
    <T> T transaction(String what, Work<T> work) {
        try (Connection connection = connect()) {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("The database could not " + what + ": " + cause(e), e);
        }
    }

    /** Runs a task each time a database has become usable, on the database's thread; now, if one is. */
    void whenUp(Runnable task) {
        whenUp.add(task);
        later(() -> {
            if (up()) {
                task.run();
            }
        });
    }

    private void checkInTurn() {
        skipped = up() && skipped < CHECKS_SKIPPED_WHILE_UP ? skipped + 1 : 0;
        if (skipped == 0) {
            check();
        }
    }

    /** Whether it takes writes at this moment: tells a failing database from a row that does not fit. */
    boolean check() {
        try {
            transaction("be written", connection -> {
                try (PreparedStatement touch =
                        connection.prepareStatement("UPDATE store_check SET checked_at = ? WHERE id = 1")) {
                    Sql.set(touch, 1, Instant.now());
                    return touch.executeUpdate();
                }
            });
        } catch (StoreException e) {
            down(e.getMessage());
            return false;
        } catch (RuntimeException e) {
            // a driver or pool that throws what JDBC does not know must not end the checks
            down("The database could not be written: " + e);
            return false;
        }
        if (isNews(migrated)) {
            LOG.info("The database is there");
            whenUp.forEach(this::later);
        }
        return true;
    }

    /** It is back, or it is another one. */
    private synchronized boolean isNews(DataSource current) {
        boolean another = announced != current;
        announced = current;
        return becomes(State.UP, "") || another;
    }

    boolean up() {
        return status().state() == State.UP;
    }

    synchronized Status status() {
        return status;
    }

    private Connection connect() throws SQLException {
        DataSource current = source;
        if (current == null) {
            throw new StoreException("There is no data source named jackfield", null);
        }
        Connection connection = current.getConnection();
        try {
            connection.setAutoCommit(false);
            if (migrated != current) {
                synchronized (migrating) {
                    Migrations.apply(connection);
                    migrated = current;
                }
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debug("Nothing left to roll back: {}", e.getMessage());
        }
    }

    private void down(String reason) {
        if (status().state() == State.CONNECTING && System.nanoTime() < patientUntil) {
            return;
        }
        String where = reason + "; it is configured in " + CONFIGURATION;
        if (becomes(State.DOWN, where)) {
            LOG.error("{}. Calls go on; ended calls wait in memory until it is back", where);
        }
    }

    /** Whether the state is another one now. The reason of a lasting state may change without being told again. */
    private synchronized boolean becomes(State state, String reason) {
        boolean changed = status.state() != state;
        status = changed
                ? status(state, reason)
                : new Status(status.name(), "", state, reason, status.since(), Map.of());
        return changed;
    }

    private static Status status(State state, String reason) {
        return new Status("store", "", state, reason, Instant.now(), Map.of());
    }

    private void later(Runnable task) {
        if (checker.isShutdown()) {
            return;
        }
        checker.execute(() -> {
            try {
                task.run();
            } catch (StoreException e) {
                LOG.warn("{}", e.getMessage());
            }
        });
    }

    /** The innermost reason, first line only: what follows is the statement, perhaps with a customer's number. */
    private static String cause(SQLException failure) {
        Throwable inner = failure;
        while (inner.getCause() instanceof SQLException next) {
            inner = next;
        }
        String message = String.valueOf(inner.getMessage()).lines().findFirst().orElse("");
        int statement = message.indexOf("; SQL statement");
        String told = statement < 0 ? message : message.substring(0, statement);
        return told.endsWith(".") ? told.substring(0, told.length() - 1) : told;
    }

    /** Lets a check that is under way finish: an interrupt inside H2 closes its file. */
    @Override
    @Deactivate
    public void close() {
        checker.shutdown();
        try {
            if (!checker.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("The database does not answer while the store stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
