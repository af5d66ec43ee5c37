package org.jackfield.api.access;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Accounts, their passwords (kept as salted hashes), tokens (kept as hashes) and one-time codes. Methods use the
 * database on the caller's thread and fail with {@code StoreException}; checks take constant time for unknown names.
 */
@ProviderType
public interface Accounts {
    /**
     * Makes an account, or gives an existing one a new password, role and line.
     *
     * @return the random password, to be shown once
     * @throws IllegalArgumentException in one sentence if the name is not allowed
     */
    String create(Account account);

    /** Every account of a tenant. */
    List<Account> accounts(String tenant);

    /** The account of that name. */
    Optional<Account> account(String tenant, String name);

    /** Removes an account with its tokens. */
    boolean remove(String tenant, String name);

    /** Checks a password. After ten wrong ones in a row the name is locked for a minute. */
    Optional<Account> authenticate(String tenant, String name, String password);

    /**
     * Makes a token for programs.
     *
     * @return the token, to be shown once
     */
    String createToken(String tenant, String name, String label);

    /** Labels of the tokens there are, by the account's name. */
    Map<String, List<String>> tokens(String tenant);

    /** Whose token it is. */
    Optional<Account> authenticateToken(String token);

    /** Revokes all tokens of that label. */
    boolean revokeToken(String tenant, String name, String label);

    /** A code that logs in once, kept in memory only. */
    String createOneTimeCode(String tenant, String name, Duration validFor);

    /** Spends a code. */
    Optional<Account> spendOneTimeCode(String code);
}
