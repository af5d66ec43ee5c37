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
 * The browsers that came in. A session ends when nothing was asked for longer than its life; an open event stream does
 * not prolong it, opening one does. What is held here is the truth while the server runs; {@link KeptSessions} gives
 * back what a restart took. Thread-safe.
 */
final class Sessions {
    private static final int ID_BYTES = 32;
    /** How far the store may lag behind; so much earlier a session may be over after a restart. */
    private static final Duration KEEP_EVERY = Duration.ofMinutes(10);

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Supplier<Duration> life;
    private final KeptSessions kept;
    private final Consumer<Account> back;
    private final Consumer<Account> gone;

    /**
     * @param back told when a session came back after a restart
     * @param gone told when the last session of an account is over
     */
    Sessions(Clock clock, Supplier<Duration> life, KeptSessions kept, Consumer<Account> back, Consumer<Account> gone) {
        this.clock = clock;
        this.life = life;
        this.kept = kept;
        this.back = back;
        this.gone = gone;
    }

    Session open(Account account) {
        Instant now = clock.instant();
        Session session = new Session(secret(), account, now, now);
        sessions.put(session.id(), session);
        kept.keep(session);
        return session;
    }

    /** The session of that id, used now. */
    Optional<Session> use(String id) {
        Instant now = clock.instant();
        if (!sessions.containsKey(id)) {
            kept.find(id).filter(session -> lives(session, now)).ifPresent(session -> {
                if (sessions.putIfAbsent(id, session) == null) {
                    back.accept(session.account());
                }
            });
        }
        Session used =
                sessions.computeIfPresent(id, (key, session) -> lives(session, now) ? session.usedAt(now) : session);
        if (used == null || !lives(used, now)) {
            return Optional.empty();
        }
        if (used.kept().plus(KEEP_EVERY).isBefore(now)) {
            sessions.replace(id, used, used.keptAt(now));
            kept.keep(used);
        }
        return Optional.of(used);
    }

    /** Whether a session still holds; does not count as use. */
    boolean holds(Session session) {
        Session current = sessions.get(session.id());
        return current != null && lives(current, clock.instant());
    }

    void close(Session session) {
        kept.forget(session);
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
        kept.forgetUnusedSince(now.minus(life.get()));
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
