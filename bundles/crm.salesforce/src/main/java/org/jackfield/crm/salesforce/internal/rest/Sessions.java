package org.jackfield.crm.salesforce.internal.rest;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * The one session of an org. However many requests find it ended, one log-in replaces it. Log-ins that fail, and
 * sessions that are refused as soon as they are made, are tried at ever longer intervals; requests in between fail at
 * once with the same sentence. Thread-safe.
 */
final class Sessions {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 7;

    private final Supplier<Session> login;
    private final LongSupplier nanoTime;
    private Session current;
    private boolean proved;
    private int failures;
    private long notBefore;
    private Trouble lastFailure;

    Sessions(Supplier<Session> login, LongSupplier nanoTime) {
        this.login = login;
        this.nanoTime = nanoTime;
    }

    /** The session, made if there is none; waits for a log-in that is under way. */
    synchronized Session current() {
        if (current != null) {
            return current;
        }
        if (lastFailure != null && nanoTime.getAsLong() - notBefore < 0) {
            throw lastFailure;
        }
        try {
            current = login.get();
            proved = false;
            return current;
        } catch (Trouble trouble) {
            failed(trouble);
            throw trouble;
        }
    }

    /** Another session than this one, which was refused as ended. */
    synchronized Session insteadOf(Session refused) {
        refused(refused);
        return current();
    }

    /** This session was refused as ended. One that never worked holds up the next log-in. */
    synchronized void refused(Session refused) {
        if (refused != current) {
            return;
        }
        current = null;
        if (!proved) {
            failed(new Trouble(
                    Kind.LOGIN,
                    "Salesforce ends every session as soon as it is made; look at the app's policies and the user's"
                            + " allowed addresses"));
        }
    }

    /** A request with this session worked. */
    synchronized void worked(Session session) {
        if (session == current && !proved) {
            proved = true;
            failures = 0;
            lastFailure = null;
        }
    }

    private void failed(Trouble trouble) {
        lastFailure = trouble;
        notBefore = nanoTime.getAsLong() + (FIRST_WAIT.toNanos() << Math.min(failures++, MOST_DOUBLINGS));
    }
}
