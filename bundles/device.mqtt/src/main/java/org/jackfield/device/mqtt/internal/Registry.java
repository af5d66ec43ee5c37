package org.jackfield.device.mqtt.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.store.StoreException;

/**
 * Which devices there are and which line each serves: the accounts say so, never the device. They are read from the
 * database now and then and kept, so that a message or a ring never waits for it.
 */
final class Registry {
    private static final long REFRESH_MS = 30_000;
    private static final long REFRESH_ON_MISS_MS = 2000;

    private final Accounts accounts;
    private final String tenant;
    private volatile Map<String, Account> known = Map.of();
    private long readAt;
    private boolean read;

    Registry(Accounts accounts, String tenant) {
        this.accounts = accounts;
        this.tenant = tenant;
    }

    /** The device's account; one made a moment ago may be found only at the next try. */
    Optional<Account> device(String id, long now) {
        Account found = known.get(id);
        if (found == null && refresh(now, REFRESH_ON_MISS_MS)) {
            found = known.get(id);
        }
        return Optional.ofNullable(found);
    }

    /** The line a device serves. */
    Optional<LineRef> line(String id) {
        return Optional.ofNullable(known.get(id)).flatMap(Account::line);
    }

    /** The devices that serve a line. */
    List<String> at(LineRef line) {
        return known.values().stream()
                .filter(a -> a.line().filter(line::equals).isPresent())
                .map(Account::name)
                .sorted()
                .toList();
    }

    Set<String> ids() {
        return known.keySet();
    }

    /** Reads the accounts again if it is time to; true if something may have changed. */
    boolean refresh(long now) {
        return refresh(now, REFRESH_MS);
    }

    private synchronized boolean refresh(long now, long age) {
        if (read && now - readAt < age) {
            return false;
        }
        readAt = now;
        read = true;
        try {
            Map<String, Account> found = new HashMap<>();
            for (Account account : accounts.accounts(tenant)) {
                if (account.role() == AccountRole.DEVICE) {
                    found.put(account.name(), account);
                }
            }
            boolean changed = !found.equals(known);
            known = Map.copyOf(found);
            return changed;
        } catch (StoreException e) {
            // What was known stays true until the database is back; the store says itself that it is away.
            return false;
        }
    }
}
