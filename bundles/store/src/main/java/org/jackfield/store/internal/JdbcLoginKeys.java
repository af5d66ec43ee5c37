package org.jackfield.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jackfield.api.access.LoginKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** PINs and badges in the database. Who tries them too often is the asker's business: it knows the device. */
@Component(service = LoginKeys.class)
public final class JdbcLoginKeys implements LoginKeys {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int PIN_DIGITS = 6;

    private final Database database;
    private final Passwords passwords = new Passwords();

    private record Key(String agent, String secret) {}

    @Activate
    public JdbcLoginKeys(@Reference Database database) {
        this.database = database;
    }

    @Override
    public String createPin(String tenant, String agent) {
        String pin = passwords.makePin(PIN_DIGITS);
        write(tenant, agent, agent, pin);
        return pin;
    }

    @Override
    public void addBadge(String tenant, String agent, String label, String secret) {
        if (!LABEL.matcher(label).matches() || secret.isBlank()) {
            throw new IllegalArgumentException("A badge needs a label of 1 to 64 letters, digits, dots, dashes and"
                    + " underscores, and a secret that is not empty");
        }
        if (find(tenant, label).filter(key -> !key.agent().equals(agent)).isPresent()) {
            throw new IllegalArgumentException("The badge '" + label + "' is another agent's; remove it there first");
        }
        write(tenant, agent, label, secret);
    }

    @Override
    public boolean remove(String tenant, String agent) {
        return database.transaction("write the badges", db -> {
            try (PreparedStatement delete =
                    db.prepareStatement("DELETE FROM login_keys WHERE tenant = ? AND agent = ?")) {
                return Sql.set(delete, tenant, agent).executeUpdate() > 0;
            }
        });
    }

    @Override
    public Optional<String> prove(String tenant, String label, String nonce, String device, String proof) {
        Optional<Key> key = LABEL.matcher(label).matches() ? find(tenant, label) : Optional.empty();
        // Who does not exist is computed all the same, so that the clock tells nothing.
        String expected = hmac(key.map(Key::secret).orElse(Passwords.sha256("")), nonce + "\n" + device);
        boolean right = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                proof.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return key.filter(k -> right).map(Key::agent);
    }

    private void write(String tenant, String agent, String label, String secret) {
        String hash = Passwords.sha256(label + "\n" + secret);
        database.transaction("write the badges", db -> {
            try (PreparedStatement delete =
                            db.prepareStatement("DELETE FROM login_keys WHERE tenant = ? AND label = ?");
                    PreparedStatement insert = db.prepareStatement(
                            "INSERT INTO login_keys (tenant, label, agent, secret) VALUES (?, ?, ?, ?)")) {
                Sql.set(delete, tenant, label).executeUpdate();
                return Sql.set(insert, tenant, label, agent, hash).executeUpdate();
            }
        });
    }

    private Optional<Key> find(String tenant, String label) {
        return database.transaction("read the badges", db -> {
            try (PreparedStatement select =
                            db.prepareStatement("SELECT agent, secret FROM login_keys WHERE tenant = ? AND label = ?");
                    ResultSet row = Sql.set(select, tenant, label).executeQuery()) {
                return row.next()
                        ? Optional.of(new Key(row.getString("agent"), row.getString("secret")))
                        : Optional.empty();
            }
        });
    }

    private static String hmac(String hexKey, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hexKey), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }
}
