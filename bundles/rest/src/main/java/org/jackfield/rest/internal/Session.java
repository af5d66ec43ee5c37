package org.jackfield.rest.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.LogIns.LogIn;

/**
 * A browser that came in.
 *
 * @param id what the cookie carries: 256 random bits
 * @param used the last request
 * @param kept the last use that the store knows of
 */
record Session(String id, Account account, Instant used, Instant kept) {
    Session usedAt(Instant at) {
        return new Session(id, account, at, kept);
    }

    Session keptAt(Instant at) {
        return new Session(id, account, used, at);
    }

    /**
     * What a state-changing request must repeat in a header, since another site's page can send the cookie but not read
     * this. It follows from the id, so that it outlives a restart without being kept.
     */
    String csrf() {
        return hash("csrf " + id);
    }

    LogIn logIn() {
        return new LogIn(hash(id), account.tenant(), account.name(), account.role(), used);
    }

    /** SHA-256 is enough: what is hashed is random and long. */
    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "session of " + account.name();
    }
}
