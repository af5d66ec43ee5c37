package org.jackfield.rest.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jackfield.api.access.LogIns;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store remembers of sessions. A store that is away or in trouble makes nobody's request fail: then a log-in
 * is only as lasting as the process.
 */
final class KeptSessions {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSessions.class);
    /** What {@link Sessions} makes; anything else need not be asked for. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Services services;

    KeptSessions(Services services) {
        this.services = services;
    }

    void keep(Session session) {
        tell(logIns -> logIns.keep(session.logIn()));
    }

    void forget(Session session) {
        tell(logIns -> logIns.forget(Session.hash(session.id())));
    }

    void forgetUnusedSince(Instant moment) {
        tell(logIns -> logIns.forgetUnusedSince(moment));
    }

    /** The session of an id, if its account is still there and what it was. */
    Optional<Session> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return ask(logIns -> logIns.find(Session.hash(id))).flatMap(found -> services.accounts()
                .account(found.tenant(), found.name())
                .filter(account -> account.role() == found.role())
                .map(account -> new Session(id, account, found.used(), found.used())));
    }

    private void tell(Consumer<LogIns> what) {
        ask(logIns -> {
            what.accept(logIns);
            return Optional.empty();
        });
    }

    private <T> Optional<T> ask(Function<LogIns, Optional<T>> what) {
        LogIns logIns = services.logIns;
        try {
            return logIns == null ? Optional.empty() : what.apply(logIns);
        } catch (StoreException | Problem e) {
            LOG.debug("Log-ins are not kept now: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
