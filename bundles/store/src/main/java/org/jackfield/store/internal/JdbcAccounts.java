package org.jackfield.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jackfield.api.Tenant;
import org.jackfield.api.Word;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.LineRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts in the database. At the very first start it makes an administrator and says the password once. */
@Component(service = Accounts.class, immediate = true)
public final class JdbcAccounts implements Accounts {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcAccounts.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N} ._@-]{1,128}");
    private static final String ADMIN = "admin";
    private static final String TOKEN_PREFIX = "jf_";
    private static final int TOKEN_BYTES = 32;
    private static final int CODE_BYTES = 18;
    /** How long a token that was revoked in another process may still work; here it ends at once. */
    private static final long TOKEN_CHECKED_MS = 5_000;

    private static final String SELECT = "SELECT a.tenant, a.name, a.role, a.link, a.line, a.password FROM accounts a ";

    private final Database database;
    private final Passwords passwords = new Passwords();
    private final LockOut lockOut;
    private final Keys codes;
    private final Keys checkedTokens;

    private record Stored(Account account, String password) {}

    @Activate
    public JdbcAccounts(@Reference Database database) {
        this(database, System::nanoTime);
        database.whenUp(this::createFirstAdministrator);
    }

    JdbcAccounts(Database database, LongSupplier nanoTime) {
        this.database = database;
        this.lockOut = new LockOut(nanoTime);
        this.codes = new Keys(nanoTime);
        this.checkedTokens = new Keys(nanoTime);
    }

    void createFirstAdministrator() {
        boolean missing = select("WHERE a.role = ? LIMIT 1", AccountRole.ADMINISTRATOR.word())
                .isEmpty();
        if (missing) {
            String password = create(new Account(Tenant.MAIN, ADMIN, AccountRole.ADMINISTRATOR, Optional.empty()));
            LOG.warn("Administrator '{}' created with password {} ; it is shown only this once.", ADMIN, password);
        }
    }

    @Override
    public String create(Account account) {
        if (!NAME.matcher(account.name()).matches()) {
            throw new IllegalArgumentException("'" + account.name()
                    + "' cannot be an account's name: 1 to 64 of a-z, 0-9, dot, dash and underscore can");
        }
        String password = passwords.make();
        String hash = passwords.hash(password, account.role());
        database.transaction("write the account " + account.name(), db -> write(db, account, hash));
        checkedTokens.clear();
        lockOut.right(key(account.tenant(), account.name()));
        return password;
    }

    private static boolean write(Connection db, Account account, String hash) throws SQLException {
        Object[] values = {
            account.role().word(),
            account.line().map(LineRef::link),
            account.line().map(LineRef::line),
            hash,
            account.tenant(),
            account.name()
        };
        try (PreparedStatement update = db.prepareStatement(
                        "UPDATE accounts SET role = ?, link = ?, line = ?, password = ? WHERE tenant = ? AND name = ?");
                PreparedStatement insert = db.prepareStatement(
                        "INSERT INTO accounts (role, link, line, password, tenant, name) VALUES (?, ?, ?, ?, ?, ?)")) {
            return Sql.set(update, values).executeUpdate() > 0
                    || Sql.set(insert, values).executeUpdate() > 0;
        }
    }

    @Override
    public List<Account> accounts(String tenant) {
        return select("WHERE a.tenant = ? ORDER BY a.name", tenant).stream()
                .map(Stored::account)
                .toList();
    }

    @Override
    public Optional<Account> account(String tenant, String name) {
        return find(tenant, name).map(Stored::account);
    }

    @Override
    public boolean remove(String tenant, String name) {
        boolean removed = update("DELETE FROM accounts WHERE tenant = ? AND name = ?", tenant, name);
        checkedTokens.clear();
        return removed;
    }

    @Override
    public Optional<Account> authenticate(String tenant, String name, String password) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String key = key(tenant, name);
        if (lockOut.locked(key)) {
            return Optional.empty();
        }
        Optional<Stored> stored = find(tenant, name);
        if (stored.isEmpty()) {
            passwords.pretend(password);
        } else if (passwords.matches(password, stored.get().password())) {
            lockOut.right(key);
            return stored.map(Stored::account);
        }
        lockOut.wrong(key);
        return Optional.empty();
    }

    @Override
    public String createToken(String tenant, String name, String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException(
                    "'" + label + "' cannot label a token: 1 to 128 letters, digits, spaces and . _ @ - can");
        }
        known(tenant, name);
        String token = TOKEN_PREFIX + passwords.makeToken(TOKEN_BYTES);
        update(
                "INSERT INTO tokens (hash, tenant, name, label, created_at) VALUES (?, ?, ?, ?, ?)",
                Passwords.sha256(token),
                tenant,
                name,
                label,
                Instant.now());
        return token;
    }

    @Override
    public Map<String, List<String>> tokens(String tenant) {
        return database.transaction("list tokens", db -> {
            Map<String, List<String>> labels = new TreeMap<>();
            try (PreparedStatement select = db.prepareStatement(
                            "SELECT DISTINCT name, label FROM tokens WHERE tenant = ? ORDER BY name, label");
                    ResultSet row = Sql.set(select, tenant).executeQuery()) {
                while (row.next()) {
                    labels.computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                            .add(row.getString("label"));
                }
            }
            return labels;
        });
    }

    @Override
    public Optional<Account> authenticateToken(String token) {
        if (!token.startsWith(TOKEN_PREFIX)) {
            return Optional.empty();
        }
        String hash = Passwords.sha256(token);
        Optional<Account> checked = checkedTokens.get(hash);
        if (checked.isPresent()) {
            return checked;
        }
        Optional<Account> account =
                select("JOIN tokens t ON t.tenant = a.tenant AND t.name = a.name WHERE t.hash = ?", hash).stream()
                        .map(Stored::account)
                        .findFirst();
        account.ifPresent(found -> checkedTokens.put(hash, found, TOKEN_CHECKED_MS));
        return account;
    }

    @Override
    public boolean revokeToken(String tenant, String name, String label) {
        boolean revoked = update("DELETE FROM tokens WHERE tenant = ? AND name = ? AND label = ?", tenant, name, label);
        checkedTokens.clear();
        return revoked;
    }

    @Override
    public String createOneTimeCode(String tenant, String name, Duration validFor) {
        Account account = known(tenant, name);
        String code = passwords.makeToken(CODE_BYTES);
        codes.put(Passwords.sha256(code), account, validFor.toMillis());
        return code;
    }

    @Override
    public Optional<Account> spendOneTimeCode(String code) {
        return codes.take(Passwords.sha256(code)).flatMap(then -> account(then.tenant(), then.name()));
    }

    private Account known(String tenant, String name) {
        return account(tenant, name)
                .orElseThrow(() -> new IllegalArgumentException("There is no account '" + name + "'; create it first"));
    }

    private Optional<Stored> find(String tenant, String name) {
        return select("WHERE a.tenant = ? AND a.name = ?", tenant, name).stream()
                .findFirst();
    }

    private boolean update(String sql, Object... values) {
        return database.transaction("write accounts", db -> {
            try (PreparedStatement update = db.prepareStatement(sql)) {
                return Sql.set(update, values).executeUpdate() > 0;
            }
        });
    }

    private List<Stored> select(String where, Object... values) {
        return database.transaction("read accounts", db -> {
            List<Stored> accounts = new ArrayList<>();
            try (PreparedStatement select = db.prepareStatement(SELECT + where);
                    ResultSet row = Sql.set(select, values).executeQuery()) {
                while (row.next()) {
                    accounts.add(new Stored(account(row), row.getString("password")));
                }
            }
            return accounts;
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        String line = row.getString("line");
        return new Account(
                row.getString("tenant"),
                row.getString("name"),
                Word.of(AccountRole.class, row.getString("role")),
                line == null ? Optional.empty() : Optional.of(new LineRef(row.getString("link"), line)));
    }

    private static String key(String tenant, String name) {
        return tenant + "/" + name;
    }
}
