package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jackfield.api.crm.CrmConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connectors log calls. Remembered in the database, because a call may end while the CRM's bundle is being
 * updated, or before it has started: its activity is owed all the same. Read by the writer's thread.
 */
final class LoggingConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingConnectors.class);

    private final Collection<CrmConnector> connectors = new CopyOnWriteArraySet<>();

    void add(CrmConnector connector) {
        connectors.add(connector);
    }

    void remove(CrmConnector connector) {
        connectors.remove(connector);
    }

    /** Names of them by tenant; new ones are remembered in the caller's transaction. */
    Map<String, Set<String>> byTenant(Connection db) throws SQLException {
        Map<String, Set<String>> byTenant = new HashMap<>();
        try (PreparedStatement select = db.prepareStatement("SELECT name, tenant FROM outbox_connector");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                byTenant.computeIfAbsent(rows.getString(2), t -> new TreeSet<>())
                        .add(rows.getString(1));
            }
        }
        for (CrmConnector connector : List.copyOf(connectors)) {
            Set<String> known = byTenant.computeIfAbsent(connector.tenant(), t -> new TreeSet<>());
            if (logs(connector) ? known.add(connector.name()) : known.remove(connector.name())) {
                write(db, connector, known.contains(connector.name()));
            }
        }
        return byTenant;
    }

    /** One that is there and logs no more is owed nothing further; what it is owed already waits for it. */
    private static void write(Connection db, CrmConnector connector, boolean logs) throws SQLException {
        try (PreparedStatement forget = db.prepareStatement("DELETE FROM outbox_connector WHERE name = ?");
                PreparedStatement remember =
                        db.prepareStatement("INSERT INTO outbox_connector (name, tenant) VALUES (?, ?)")) {
            Sql.set(forget, connector.name()).executeUpdate();
            if (logs) {
                Sql.set(remember, connector.name(), connector.tenant()).executeUpdate();
            }
        }
    }

    private static boolean logs(CrmConnector connector) {
        try {
            return connector.logs();
        } catch (RuntimeException e) {
            LOG.warn("Connector {} does not say whether it logs calls: {}", connector.name(), e.toString());
            return false;
        }
    }
}
