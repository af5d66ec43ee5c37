package org.jackfield.api.access;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Browsers that are logged in, kept so that a restart of the server logs nobody out. Only hashes of their secrets are
 * known here. A removed account takes its log-ins with it. Methods use the database on the caller's thread and fail
 * with {@code StoreException}.
 */
@ProviderType
public interface LogIns {
    /** Keeps a log-in, or tells of a kept one that it was used. */
    void keep(LogIn logIn);

    /** The log-in of that hash, however old. */
    Optional<LogIn> find(String hash);

    /** Forgets a log-in. */
    void forget(String hash);

    /** Forgets all that were used last before a moment. */
    void forgetUnusedSince(Instant moment);

    /**
     * A browser that is logged in.
     *
     * @param hash SHA-256 of the secret the browser holds, in hexadecimal
     * @param role of the account when it logged in
     * @param used last use, to some minutes
     */
    record LogIn(String hash, String tenant, String name, AccountRole role, Instant used) {}
}
