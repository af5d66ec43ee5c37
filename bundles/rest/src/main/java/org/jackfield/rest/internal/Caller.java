package org.jackfield.rest.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;

/**
 * Who asks, and what of the tenant that person or program may see.
 *
 * @param session the browser's session; empty for programs
 * @param token the program's token; empty for browsers
 */
record Caller(Account account, Optional<Session> session, Optional<String> token) {
    private static final String ATTRIBUTE = Caller.class.getName();

    static Caller of(Session session) {
        return new Caller(session.account(), Optional.of(session), Optional.empty());
    }

    static Caller of(Account account, String token) {
        return new Caller(account, Optional.empty(), Optional.of(token));
    }

    /** The caller the {@link Gate} found for a request. */
    static Caller of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw Gate.unknown();
    }

    void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    String tenant() {
        return account.tenant();
    }

    /** Name of the account, which is the agent's id for people who take calls. */
    String name() {
        return account.name();
    }

    boolean supervises() {
        return account.may(AccountRole.SUPERVISOR);
    }

    /** @throws Problem 403 for whoever is no administrator */
    void mustAdminister() {
        if (!account.may(AccountRole.ADMINISTRATOR)) {
            throw new Problem(
                    403, "This is for administrators; you are " + account.role().word() + ".");
        }
    }

    /** Agents see the calls in which they have or had a connection, supervisors all of the tenant. */
    boolean sees(Call call) {
        return call.tenant().equals(tenant())
                && (supervises() || call.connectionsOf(name()).findAny().isPresent());
    }

    /** Whether the caller may ask for services of a connection. */
    boolean controls(Connection connection) {
        return supervises() || connection.agent().filter(name()::equals).isPresent();
    }

    /** Which agent is meant by {@code me}, by nobody, or by an id. */
    Optional<String> agentAsked(String asked) {
        String agent = "me".equals(asked) ? name() : asked;
        if (supervises()) {
            return Optional.of(agent).filter(id -> !id.isEmpty());
        }
        if (agent.isEmpty() || agent.equals(name())) {
            return Optional.of(name());
        }
        throw new Problem(403, "An agent may ask for own things only, not for those of '" + agent + "'.");
    }
}
