package org.jackfield.store.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jackfield.api.access.Account;

/**
 * Secrets that stand for an account for a while: one-time codes, and tokens checked a moment ago. Kept as hashes in
 * memory only, and bounded. Thread-safe.
 */
final class Keys {
    private static final int MOST = 10_000;

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    private record Held(Account account, long until) {}

    Keys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void put(String hash, Account account, long validMs) {
        long now = nanoTime.getAsLong();
        if (held.size() >= MOST) {
            held.values().removeIf(each -> each.until() - now <= 0);
        }
        if (held.size() < MOST) {
            held.put(hash, new Held(account, now + TimeUnit.MILLISECONDS.toNanos(validMs)));
        }
    }

    Optional<Account> get(String hash) {
        return valid(held.get(hash));
    }

    /** Of two who come at once, one gets it. */
    Optional<Account> take(String hash) {
        return valid(held.remove(hash));
    }

    private Optional<Account> valid(Held each) {
        return each == null || each.until() - nanoTime.getAsLong() <= 0
                ? Optional.empty()
                : Optional.of(each.account());
    }

    void clear() {
        held.clear();
    }
}
