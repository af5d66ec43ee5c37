package org.jackfield.routes.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Role;

/** Pictures of calls for tests: the first connection is the caller's, the second a line of ours. */
final class TestCalls {
    static final Party ANN = Party.of("+12025550101", "Ann from the PBX");

    private TestCalls() {}

    /** An inbound call of Ann's at line 1001. */
    static Call inbound(String id, ConnectionState state) {
        return call(id, Direction.INBOUND, ANN, Optional.empty(), state);
    }

    static Call call(String id, Direction direction, Party other, Optional<String> record, ConnectionState state) {
        boolean inside = direction == Direction.INTERNAL;
        return new Call(
                id,
                Tenant.MAIN,
                "asterisk~main",
                direction,
                state == ConnectionState.NULL ? CallState.ENDED : CallState.ALERTING,
                other,
                Party.of("1001", ""),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state == ConnectionState.NULL ? Optional.of(Cause.ABANDONED) : Optional.empty(),
                List.of(
                        connection("c1", inside ? Role.INTERNAL : Role.CUSTOMER, inside ? "1002" : "", state),
                        connection("c2", inside ? Role.INTERNAL : Role.AGENT, "1001", state)),
                List.of(new QueueVisit("support", Instant.EPOCH, Optional.empty(), Optional.empty(), List.of())),
                List.of(),
                List.of(),
                record.map(name -> new RecordRef("directory~contacts", "Contact", "7", name, Optional.empty())).stream()
                        .toList(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Connection connection(String id, Role role, String line, ConnectionState state) {
        return new Connection(
                id,
                "leg-" + id,
                role,
                Optional.empty(),
                Optional.of(line).filter(text -> !text.isEmpty()),
                Optional.empty(),
                line.equals("1001") ? Optional.of("alice") : Optional.empty(),
                Participation.ACTIVE,
                role != Role.AGENT && id.equals("c1") && state == ConnectionState.ALERTING
                        ? ConnectionState.INITIATED
                        : state,
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
                List.of());
    }
}
