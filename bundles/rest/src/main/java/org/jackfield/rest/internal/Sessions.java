package org.jackfield.rest.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jackfield.api.access.Account;

/**
 * The browsers that came in, in memory. A session ends when nothing was asked for longer than its life; an open event
 * stream does not prolong it, opening one does. Thread-safe.
 */
final class Sessions {
    private static final int ID_BYTES = 32;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Supplier<Duration> life;
    private final Consumer<Account> gone;

    /** @param gone told when the last session of an account is over */
    Sessions(Clock clock, Supplier<Duration> life, Consumer<Account> gone) {
        this.clock = clock;
        this.life = life;
        this.gone = gone;
    }

    Session open(Account account) {
        Session session = new Session(secret(), secret(), account, clock.instant());
        sessions.put(session.id(), session);
        return session;
    }

    /** The session of that id, used now. */
    Optional<Session> use(String id) {
        Instant now = clock.instant();
        return Optional.ofNullable(sessions.computeIfPresent(
                        id, (key, session) -> lives(session, now) ? session.usedAt(now) : session))
                .filter(session -> lives(session, now));
    }

    /** Whether a session still holds; does not count as use. */
    boolean holds(Session session) {
        Session current = sessions.get(session.id());
        return current != null && lives(current, clock.instant());
    }

    void close(Session session) {
        if (sessions.remove(session.id()) != null
                && sessions.values().stream()
                        .noneMatch(other ->
                                other.account().name().equals(session.account().name())
                                        && other.account()
                                                .tenant()
                                                .equals(session.account().tenant()))) {
            gone.accept(session.account());
        }
    }

    /** Closes the sessions that are over, and those whose account is not what it was when they began. */
    void sweep(Predicate<Account> unchanged) {
        Instant now = clock.instant();
        sessions.values().stream()
                .filter(session -> !lives(session, now) || !unchanged.test(session.account()))
                .forEach(this::close);
    }

    private boolean lives(Session session, Instant now) {
        return session.used().plus(life.get()).isAfter(now);
    }

    private String secret() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
