package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Devices beside their accounts. An account of the role device without an entry here is a device of its one line. */
@Component(service = DeviceRegistry.class)
public final class JdbcDevices implements DeviceRegistry {
    private static final String SELECT = "SELECT a.tenant, a.name, a.link, a.line, d.place, d.lines, d.agent, d.root"
            + " FROM accounts a LEFT JOIN devices d ON d.tenant = a.tenant AND d.name = a.name"
            + " WHERE a.role = ? AND a.tenant = ?";

    private final Database database;
    private final Accounts accounts;
    private final Passwords passwords = new Passwords();

    @Activate
    public JdbcDevices(@Reference Database database, @Reference Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    @Override
    public List<Enrolment> devices(String tenant) {
        return select(" ORDER BY a.name", tenant);
    }

    @Override
    public Optional<Enrolment> device(String tenant, String id) {
        return select(" AND a.name = ?", tenant, id).stream().findFirst();
    }

    @Override
    public String enrol(Enrolment device) {
        Optional<Account> there = accounts.account(device.tenant(), device.device());
        if (there.filter(account -> account.role() != AccountRole.DEVICE).isPresent()) {
            throw new IllegalArgumentException(
                    "'" + device.device() + "' is the name of a person's account; give the device another id");
        }
        String password = accounts.create(new Account(
                device.tenant(),
                device.device(),
                AccountRole.DEVICE,
                device.lines().stream().findFirst()));
        database.transaction(
                "write the device " + device.device(), db -> write(db, device, passwords.mosquitto(password)));
        return password;
    }

    @Override
    public boolean change(Enrolment device) {
        if (device(device.tenant(), device.device()).isEmpty()) {
            return false;
        }
        return database.transaction("write the device " + device.device(), db -> {
            Optional<LineRef> first = device.lines().stream().findFirst();
            try (PreparedStatement account =
                    db.prepareStatement("UPDATE accounts SET link = ?, line = ? WHERE tenant = ? AND name = ?")) {
                Sql.set(account, first.map(LineRef::link), first.map(LineRef::line), device.tenant(), device.device())
                        .executeUpdate();
            }
            return write(db, device, "");
        });
    }

    @Override
    public boolean remove(String tenant, String id) {
        return device(tenant, id).isPresent() && accounts.remove(tenant, id);
    }

    @Override
    public Map<String, String> mosquittoPasswords(String tenant) {
        return database.transaction("read the devices", db -> {
            Map<String, String> hashes = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement(
                            "SELECT name, mosquitto FROM devices WHERE tenant = ? AND mosquitto <> ''");
                    ResultSet row = Sql.set(select, tenant).executeQuery()) {
                while (row.next()) {
                    hashes.put(row.getString("name"), row.getString("mosquitto"));
                }
            }
            return hashes;
        });
    }

    /** @param mosquitto empty to keep the one that is there */
    private static boolean write(Connection db, Enrolment device, String mosquitto) throws SQLException {
        String lines = device.lines().stream().map(LineRef::toString).collect(Collectors.joining(","));
        try (PreparedStatement update = db.prepareStatement("UPDATE devices SET place = ?, lines = ?, agent = ?,"
                        + " root = ?, mosquitto = CASE WHEN ? = '' THEN mosquitto ELSE ? END"
                        + " WHERE tenant = ? AND name = ?");
                PreparedStatement insert = db.prepareStatement("INSERT INTO devices (place, lines, agent, root,"
                        + " mosquitto, tenant, name) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            Object[] key = {device.tenant(), device.device()};
            Object[] entry = {device.place(), lines, device.agent(), device.root(), mosquitto};
            return Sql.set(update, joined(entry, new Object[] {mosquitto}, key)).executeUpdate() > 0
                    || Sql.set(insert, joined(entry, key)).executeUpdate() > 0;
        }
    }

    private static Object[] joined(Object[]... parts) {
        return Stream.of(parts).flatMap(Stream::of).toArray();
    }

    private List<Enrolment> select(String where, String... values) {
        return database.transaction("read the devices", db -> {
            List<Enrolment> devices = new ArrayList<>();
            Object[] parameters = new Object[values.length + 1];
            parameters[0] = AccountRole.DEVICE.word();
            System.arraycopy(values, 0, parameters, 1, values.length);
            try (PreparedStatement select = db.prepareStatement(SELECT + where);
                    ResultSet row = Sql.set(select, parameters).executeQuery()) {
                while (row.next()) {
                    devices.add(device(row));
                }
            }
            return devices;
        });
    }

    private static Enrolment device(ResultSet row) throws SQLException {
        Optional<String> written = Optional.ofNullable(row.getString("lines"));
        Optional<String> line = Optional.ofNullable(row.getString("line"));
        List<LineRef> lines = written.isPresent()
                ? lines(written.get())
                : line.isPresent() ? List.of(new LineRef(row.getString("link"), line.get())) : List.of();
        return new Enrolment(
                row.getString("tenant"),
                row.getString("name"),
                Optional.ofNullable(row.getString("place")).orElse(""),
                lines,
                Optional.ofNullable(row.getString("agent")),
                Optional.ofNullable(row.getString("root")));
    }

    private static List<LineRef> lines(String written) {
        List<LineRef> lines = new ArrayList<>();
        for (String line : written.split(",")) {
            int slash = line.indexOf('/');
            if (slash > 0) {
                lines.add(new LineRef(line.substring(0, slash), line.substring(slash + 1)));
            }
        }
        return lines;
    }
}
