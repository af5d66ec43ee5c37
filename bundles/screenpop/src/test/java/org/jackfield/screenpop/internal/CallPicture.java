package org.jackfield.screenpop.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Role;

/** A call as a test tells it, step by step; each picture is what the core would show after that step. */
final class CallPicture {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final String id;
    private final Direction direction;
    private final Party caller;
    private final Party called;
    private final List<Connection> connections = new ArrayList<>();
    private Optional<AnsweredBy> answeredBy = Optional.empty();
    private Optional<Cause> cause = Optional.empty();
    private boolean ended;
    private int seconds;

    private CallPicture(String id, Direction direction, Party caller, Party called) {
        this.id = id;
        this.direction = direction;
        this.caller = caller;
        this.called = called;
    }

    static CallPicture inbound(String id) {
        return inbound(id, Party.of("+12025550101", "Ann Customer"));
    }

    static CallPicture inbound(String id, Party caller) {
        return new CallPicture(id, Direction.INBOUND, caller, Party.of("+442079460111", ""))
                .joins(Role.CUSTOMER, "", "", ConnectionState.CONNECTED);
    }

    static CallPicture outbound(String id, String line, String agent, ConnectionState state) {
        return new CallPicture(id, Direction.OUTBOUND, Party.of(line, ""), Party.of("+12025550101", ""))
                .joins(Role.AGENT, line, agent, state);
    }

    static CallPicture internal(String id, String line, String agent) {
        return new CallPicture(id, Direction.INTERNAL, Party.of(line, ""), Party.of("1002", ""))
                .joins(Role.INTERNAL, line, agent, ConnectionState.INITIATED);
    }

    CallPicture rings(String line, String agent) {
        return joins(
                direction == Direction.INTERNAL ? Role.INTERNAL : Role.AGENT, line, agent, ConnectionState.ALERTING);
    }

    CallPicture joins(Role role, String line, String agent, ConnectionState state) {
        return joins(role, line, agent, Participation.ACTIVE, state);
    }

    CallPicture joins(Role role, String line, String agent, Participation participation, ConnectionState state) {
        String connection = "c" + (connections.size() + 1);
        connections.add(new Connection(
                connection,
                "leg-" + connection,
                role,
                Optional.empty(),
                text(line),
                Optional.empty(),
                text(agent),
                participation,
                ConnectionState.INITIATED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of()));
        return becomes(connection, state);
    }

    CallPicture answers(String connection) {
        becomes(connection, ConnectionState.CONNECTED);
        Connection by = find(connection);
        if (answeredBy.isEmpty()) {
            answeredBy = Optional.of(new AnsweredBy(by.line(), by.number(), by.agent()));
        }
        return this;
    }

    CallPicture becomes(String connection, ConnectionState state) {
        Instant now = START.plusSeconds(++seconds);
        return change(
                connection,
                c -> with(
                        c,
                        state,
                        state == ConnectionState.ALERTING ? Optional.of(now) : c.alertingAt(),
                        state == ConnectionState.CONNECTED
                                ? c.connectedAt().or(() -> Optional.of(now))
                                : c.connectedAt(),
                        c.cause()));
    }

    CallPicture clears(String connection, Cause why) {
        return change(
                connection, c -> with(c, ConnectionState.NULL, c.alertingAt(), c.connectedAt(), Optional.of(why)));
    }

    CallPicture ends(Cause why) {
        cause = Optional.of(why);
        ended = true;
        connections.stream()
                .filter(Connection::live)
                .map(Connection::id)
                .toList()
                .forEach(c -> clears(c, why));
        return this;
    }

    Call now() {
        return new Call(
                id,
                Tenant.MAIN,
                "asterisk~main",
                direction,
                ended ? CallState.ENDED : CallState.ALERTING,
                caller,
                called,
                START,
                Optional.empty(),
                Optional.empty(),
                answeredBy,
                Optional.empty(),
                cause,
                connections,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private Connection find(String connection) {
        return connections.stream()
                .filter(c -> c.id().equals(connection))
                .findFirst()
                .orElseThrow();
    }

    private CallPicture change(String connection, UnaryOperator<Connection> change) {
        connections.replaceAll(c -> c.id().equals(connection) ? change.apply(c) : c);
        return this;
    }

    private static Connection with(
            Connection c,
            ConnectionState state,
            Optional<Instant> alertingAt,
            Optional<Instant> connectedAt,
            Optional<Cause> cause) {
        return new Connection(
                c.id(),
                c.leg(),
                c.role(),
                c.kind(),
                c.line(),
                c.number(),
                c.agent(),
                c.participation(),
                state,
                alertingAt,
                connectedAt,
                c.endedAt(),
                0,
                0,
                0,
                0,
                0,
                cause,
                c.continues(),
                c.allowed());
    }
}
