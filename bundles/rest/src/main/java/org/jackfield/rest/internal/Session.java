package org.jackfield.rest.internal;

import java.time.Instant;
import org.jackfield.api.access.Account;

/**
 * A browser that came in.
 *
 * @param id what the cookie carries: 256 random bits
 * @param csrf what a state-changing request must repeat in a header, since another site's page can send the cookie but
 *     not read this
 * @param used the last request
 */
record Session(String id, String csrf, Account account, Instant used) {
    Session usedAt(Instant at) {
        return new Session(id, csrf, account, at);
    }

    @Override
    public String toString() {
        return "session of " + account.name();
    }
}
