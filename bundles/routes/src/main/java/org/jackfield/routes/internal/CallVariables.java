package org.jackfield.routes.internal;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.pop.Pop;

/**
 * What a route can say about a call: {@code ${variable.queue}}. These are all there are. They are variables and not
 * headers, because a header would leave the house with the next outgoing request.
 */
final class CallVariables {
    /** Id of the call. */
    static final String CALL = "call";

    static final String TENANT = "tenant";
    static final String LINK = "link";
    static final String EVENT = "event";
    static final String DIRECTION = "direction";
    static final String STATE = "state";

    /** Why the call ended; absent while it lives. */
    static final String CAUSE = "cause";

    /** Line and agent of the connection it is about; absent if it is about none of ours. */
    static final String LINE = "line";

    static final String AGENT = "agent";
    static final String QUEUE = "queue";

    /** Number and name of the other side as the PBX tells them; absent if unknown or withheld. */
    static final String NUMBER = "number";

    static final String NAME = "name";

    /** Set by {@code jackfield:pop} if a pop opened that waits for its record. */
    static final String POP = "pop";

    /** Set by {@code jackfield:lookup}. */
    static final String LOOKUP = "lookup";

    /** The connector a batch of the outbox goes to. */
    static final String CONNECTOR = "connector";

    /** Set by {@code jackfield:log}: what became of each activity, in order. */
    static final String LOGGED = "logged";

    private CallVariables() {}

    /** Puts in what a call event says. */
    static void set(Exchange exchange, CallFact fact) {
        set(exchange, fact.call());
        exchange.setVariable(EVENT, fact.event().word());
        Optional<Connection> connection = fact.connection().flatMap(fact.call()::connection);
        set(exchange, LINE, connection.flatMap(Connection::line));
        set(exchange, AGENT, connection.flatMap(Connection::agent));
    }

    /** Puts in what is true of the call as a whole. */
    static void set(Exchange exchange, Call call) {
        exchange.setVariable(CALL, call.id());
        exchange.setVariable(TENANT, call.tenant());
        exchange.setVariable(LINK, call.link());
        exchange.setVariable(DIRECTION, call.direction().word());
        exchange.setVariable(STATE, call.state().word());
        set(exchange, CAUSE, call.cause().map(Cause::word));
        set(exchange, QUEUE, call.queue());
        set(exchange, NUMBER, call.remote().number());
        set(exchange, NAME, call.remote().name());
    }

    static Optional<Pop> pop(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(POP, Pop.class));
    }

    static Optional<Lookup> lookup(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(LOOKUP, Lookup.class));
    }

    static Optional<List<LogResult>> logged(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(LOGGED, Logged.class)).map(Logged::results);
    }

    /** What a connector said of a batch. */
    record Logged(List<LogResult> results) {}

    private static void set(Exchange exchange, String name, Optional<String> value) {
        value.ifPresent(text -> exchange.setVariable(name, text));
    }
}
