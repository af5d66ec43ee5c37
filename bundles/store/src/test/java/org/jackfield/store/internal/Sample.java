package org.jackfield.store.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Alias;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Recording;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.call.TransferKind;

/** Calls to test with: Ann called through the queue, alice at 1001 answered. */
final class Sample {
    static final Instant START = Instant.parse("2026-11-22T08:00:00.250Z");
    static final String ANN = "+12025550101";

    String id = "01JD0000000000000000000001";
    String tenant = "main";
    Direction direction = Direction.INBOUND;
    Instant startedAt = START;
    CallState state = CallState.ENDED;
    Cause cause = Cause.NORMAL_CLEARING;
    String customer = ANN;
    String name = "Ann Customer";
    String line = "1001";
    String agent = "alice";
    String alias = "lab1-1795329862.163";
    Optional<String> notes = Optional.empty();
    boolean reconstructed;
    List<Lineage> lineage = List.of();
    List<RecordRef> records = List.of();

    static Sample call(int number) {
        Sample sample = new Sample();
        sample.id = "01JD%022d".formatted(number);
        sample.startedAt = START.plusSeconds(number);
        sample.alias = "lab1-1795329862." + number;
        return sample;
    }

    Sample at(String line, String agent) {
        this.line = line;
        this.agent = agent;
        return this;
    }

    Sample from(String customer) {
        this.customer = customer;
        return this;
    }

    static Lineage edge(LineageType type) {
        return new Lineage(
                type,
                Optional.of(TransferKind.BLIND),
                Optional.of("1001"),
                Optional.of("1003"),
                Optional.empty(),
                START);
    }

    Call build() {
        Instant answered = startedAt.plusMillis(3_000);
        Instant ended = startedAt.plusMillis(63_007);
        boolean over = state == CallState.ENDED;
        List<Connection> connections = new ArrayList<>();
        connections.add(connection(
                "c1", Role.CUSTOMER, Optional.empty(), Optional.empty(), Optional.of(customer), Optional.empty()));
        connections.add(connection(
                "c2",
                Role.SERVICE,
                Optional.of(ServiceKind.QUEUE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        connections.add(connection(
                "c3", Role.AGENT, Optional.empty(), Optional.of(line), Optional.empty(), Optional.of(agent)));
        return new Call(
                id,
                tenant,
                "asterisk~main",
                direction,
                state,
                Party.of(customer, name),
                Party.of("+442079460111", ""),
                startedAt,
                Optional.of(answered),
                over ? Optional.of(ended) : Optional.empty(),
                Optional.of(new AnsweredBy(Optional.of(line), Optional.empty(), Optional.of(agent))),
                Optional.of(Role.CUSTOMER),
                over ? Optional.of(cause) : Optional.empty(),
                connections,
                List.of(new QueueVisit(
                        "support",
                        startedAt,
                        Optional.of(answered),
                        Optional.of(QueueOutcome.ANSWERED),
                        List.of("c3"))),
                lineage,
                List.of(new Alias("asterisk.uniqueid", alias), new Alias("asterisk.linkedid", alias)),
                records,
                List.of(new Recording(Optional.of("c3"), Optional.empty(), answered, Optional.empty(), List.of())),
                notes,
                Optional.empty(),
                reconstructed);
    }

    private Connection connection(
            String connection,
            Role role,
            Optional<ServiceKind> kind,
            Optional<String> line,
            Optional<String> number,
            Optional<String> agent) {
        return new Connection(
                connection,
                alias + connection,
                role,
                kind,
                line,
                number,
                agent,
                Participation.ACTIVE,
                state == CallState.ENDED ? ConnectionState.NULL : ConnectionState.CONNECTED,
                Optional.of(startedAt),
                Optional.of(startedAt.plusMillis(3_000)),
                Optional.of(startedAt.plusMillis(63_007)),
                3_000,
                60_007,
                1_100,
                1_100,
                58_907,
                Optional.of(Cause.NORMAL_CLEARING),
                Optional.of("01JD0000000000000000000000/c4"),
                List.of(Service.HOLD_CALL));
    }
}
