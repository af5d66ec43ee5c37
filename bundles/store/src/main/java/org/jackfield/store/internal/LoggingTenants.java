package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jackfield.api.crm.CrmConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tenants have a CRM that logs calls. Remembered in the database, because a call may end while the CRM's bundle
 * is being updated, or before it has started: its activity is owed all the same. Read by the writer's thread.
 */
final class LoggingTenants {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTenants.class);

    private final Collection<CrmConnector> connectors = new CopyOnWriteArraySet<>();

    void add(CrmConnector connector) {
        connectors.add(connector);
    }

    void remove(CrmConnector connector) {
        connectors.remove(connector);
    }

    /** All of them; new ones are remembered in the caller's transaction. */
    Set<String> tenants(Connection db) throws SQLException {
        Set<String> tenants = new HashSet<>();
        try (PreparedStatement select = db.prepareStatement("SELECT tenant FROM outbox_tenant");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                tenants.add(rows.getString(1));
            }
        }
        for (CrmConnector connector : connectors) {
            if (logs(connector) && tenants.add(connector.tenant())) {
                try (PreparedStatement insert = db.prepareStatement("INSERT INTO outbox_tenant (tenant) VALUES (?)")) {
                    Sql.set(insert, connector.tenant()).executeUpdate();
                }
            }
        }
        return tenants;
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
