package org.jackfield.presence.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Role;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;

/** Calls and devices as the tests need them: agent alice at line 1001 with the phone desk-1001. */
final class Samples {
    static final String TENANT = "main";
    static final String ALICE = "alice";
    private static final Instant THEN = Instant.parse("2026-01-05T09:00:00Z");

    private Samples() {}

    static CallFact ringing(String id) {
        return fact(CallEventType.DELIVERED, call(id, ConnectionState.ALERTING, false, Optional.empty()));
    }

    static CallFact connected(String id) {
        return fact(CallEventType.ESTABLISHED, call(id, ConnectionState.CONNECTED, true, Optional.empty()));
    }

    static CallFact held(String id) {
        return fact(CallEventType.HELD, call(id, ConnectionState.HOLD, true, Optional.empty()));
    }

    static CallFact dialling(String id) {
        return fact(CallEventType.SERVICE_INITIATED, call(id, ConnectionState.INITIATED, false, Optional.empty()));
    }

    static CallFact ended(String id) {
        return fact(
                CallEventType.CALL_CLEARED, call(id, ConnectionState.NULL, true, Optional.of(Cause.NORMAL_CLEARING)));
    }

    static CallFact rangOut(String id) {
        return fact(
                CallEventType.CONNECTION_CLEARED, call(id, ConnectionState.NULL, false, Optional.of(Cause.NO_ANSWER)));
    }

    static Device phone(Device.State state) {
        return device("desk-1001", Device.Kind.DESKPHONE, state, Map.of());
    }

    static Device device(String id, Device.Kind kind, Device.State state, Map<String, String> facts) {
        return new Device(
                TENANT,
                id,
                kind,
                "Acme",
                "One",
                state,
                Optional.of(new LineRef("asterisk~main", "1001")),
                Optional.of(ALICE),
                facts,
                THEN);
    }

    private static CallFact fact(CallEventType type, Call call) {
        return new CallFact(type, call.link(), 1, call, Optional.of("c2"), false);
    }

    private static Call call(String id, ConnectionState state, boolean answered, Optional<Cause> cause) {
        Optional<Instant> end = state == ConnectionState.NULL ? Optional.of(THEN.plusSeconds(60)) : Optional.empty();
        boolean over = cause.filter(c -> c == Cause.NORMAL_CLEARING).isPresent();
        Connection agent = new Connection(
                "c2",
                "leg-2",
                Role.AGENT,
                Optional.empty(),
                Optional.of("1001"),
                Optional.empty(),
                Optional.of(ALICE),
                Participation.ACTIVE,
                state,
                Optional.of(THEN),
                answered ? Optional.of(THEN.plusSeconds(3)) : Optional.empty(),
                end,
                3000,
                0,
                0,
                0,
                0,
                cause,
                Optional.empty(),
                List.of());
        return new Call(
                id,
                TENANT,
                "asterisk~main",
                Direction.INBOUND,
                over ? CallState.ENDED : CallState.ALERTING,
                Party.of("+12025550101", "Ann Customer"),
                Party.UNKNOWN,
                THEN,
                Optional.empty(),
                over ? end : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                over ? cause : Optional.empty(),
                List.of(agent),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
