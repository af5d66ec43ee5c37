package org.jackfield.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.Tenant;
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
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Match;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.pop.Pop;

/** Calls and pops to look at. */
final class Samples {
    static final Instant START = Instant.parse("2026-01-31T13:45:00.250Z");

    private Samples() {}

    /** A call that an agent's phone rings for or talks in; the ids order like the numbers. */
    static Call call(int number, String agent, String line, boolean ended) {
        return new Call(
                "01JD00000000000000000%05d".formatted(number),
                Tenant.MAIN,
                Office.LINK,
                Direction.INBOUND,
                ended ? CallState.ENDED : CallState.ALERTING,
                Party.of("+12025550101", "Ann Customer"),
                Party.of("+442079460111", ""),
                START.plusSeconds(number),
                Optional.empty(),
                ended ? Optional.of(START.plusSeconds(number + 9)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ended ? Optional.of(Cause.ABANDONED) : Optional.empty(),
                List.of(connection("c1", agent, line, ended ? ConnectionState.NULL : ConnectionState.ALERTING)),
                List.of(),
                List.of(),
                List.of(new Alias("asterisk.uniqueid", "lab1-" + number)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static Connection connection(String id, String agent, String line, ConnectionState state) {
        return new Connection(
                id,
                "lab1-" + id,
                Role.AGENT,
                Optional.empty(),
                Optional.of(line),
                Optional.empty(),
                Optional.of(agent),
                Participation.ACTIVE,
                state,
                Optional.of(START),
                Optional.empty(),
                Optional.empty(),
                500,
                0,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(Service.ANSWER_CALL, Service.CLEAR_CONNECTION));
    }

    /** A call with something in every member. */
    static Call full() {
        Connection connection = new Connection(
                "c2",
                "lab1-1795329862.163",
                Role.AGENT,
                Optional.empty(),
                Optional.of("1001"),
                Optional.empty(),
                Optional.of("alice"),
                Participation.ACTIVE,
                ConnectionState.NULL,
                Optional.of(START),
                Optional.of(START.plusMillis(500)),
                Optional.of(START.plusMillis(3336)),
                500,
                2836,
                0,
                1100,
                1736,
                Optional.of(Cause.NORMAL_CLEARING),
                Optional.empty(),
                List.of());
        return new Call(
                "01JDXZ3Y5K0000000000000000",
                Tenant.MAIN,
                Office.LINK,
                Direction.INBOUND,
                CallState.ENDED,
                Party.of("+12025550101", "Ann Customer"),
                Party.withheld(),
                START,
                Optional.of(START.plusMillis(500)),
                Optional.of(START.plusMillis(3336)),
                Optional.of(new AnsweredBy(Optional.of("1001"), Optional.empty(), Optional.of("alice"))),
                Optional.of(Role.CUSTOMER),
                Optional.of(Cause.NORMAL_CLEARING),
                List.of(connection),
                List.of(new QueueVisit(
                        "support",
                        START,
                        Optional.of(START.plusMillis(500)),
                        Optional.of(QueueOutcome.ANSWERED),
                        List.of("c2"))),
                List.of(new Lineage(
                        LineageType.TRANSFERRED_TO,
                        Optional.of(TransferKind.BLIND),
                        Optional.of("1001"),
                        Optional.of("1003"),
                        Optional.empty(),
                        START)),
                List.of(new Alias("asterisk.uniqueid", "1795329862.161")),
                List.of(new RecordRef("directory~contacts", "Contact", "7", "Ann Customer", Optional.empty())),
                List.of(),
                Optional.of("Asked for a refund"),
                Optional.empty(),
                false);
    }

    static CallFact delivered(Call call) {
        return new CallFact(CallEventType.DELIVERED, Office.LINK, 1, call, Optional.of("c1"), false);
    }

    static PopFact pop(String agent, String call) {
        return new PopFact(new Pop(
                "pop-" + agent,
                Tenant.MAIN,
                call,
                agent,
                Pop.Trigger.DELIVERED,
                1,
                Pop.State.OPEN,
                Optional.empty(),
                CrmState.OK,
                List.of(new Match(
                        "directory~contacts",
                        "Contact",
                        "7",
                        "Ann Customer",
                        Optional.of("Example Ltd"),
                        Optional.empty(),
                        "mobile +1 202-555-0101",
                        List.of(new Match.Case("17", "Refund", "open", Optional.empty()))))));
    }
}
