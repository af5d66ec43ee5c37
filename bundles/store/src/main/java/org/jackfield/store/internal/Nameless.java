package org.jackfield.store.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Recording;
import org.jackfield.api.crm.Erasure;

/** A call as it was, without the person it was with: times, lines, agents and queues stay. Pure. */
final class Nameless {
    private Nameless() {}

    /** Whoever has the number is nobody now; by a record it is the other side of the call. */
    static Call of(Call call, Erasure erasure) {
        Optional<String> remote = call.remote().number();
        Predicate<String> person =
                number -> erasure.number().filter(number::equals).isPresent()
                        || erasure.record().isPresent()
                                && remote.filter(number::equals).isPresent();
        return new Call(
                call.id(),
                call.tenant(),
                call.link(),
                call.direction(),
                call.state(),
                party(call.caller(), person),
                party(call.called(), person),
                call.startedAt(),
                call.answeredAt(),
                call.endedAt(),
                call.answeredBy(),
                call.endedBy(),
                call.cause(),
                call.connections().stream().map(c -> connection(c, person)).toList(),
                call.queueVisits(),
                call.lineage().stream().map(edge -> edge(edge, person)).toList(),
                call.aliases(),
                List.of(),
                call.recordings().stream().map(Nameless::recording).toList(),
                Optional.empty(),
                call.disposition(),
                call.reconstructed());
    }

    private static Party party(Party party, Predicate<String> person) {
        return party.number().filter(person).isPresent() ? Party.UNKNOWN : party;
    }

    private static Connection connection(Connection c, Predicate<String> person) {
        return new Connection(
                c.id(),
                c.leg(),
                c.role(),
                c.kind(),
                c.line(),
                c.number().filter(person.negate()),
                c.agent(),
                c.participation(),
                c.state(),
                c.alertingAt(),
                c.connectedAt(),
                c.endedAt(),
                c.alertingMs(),
                c.connectedMs(),
                c.deviceHoldMs(),
                c.holdMs(),
                c.talkMs(),
                c.cause(),
                c.continues(),
                c.allowed());
    }

    private static Lineage edge(Lineage edge, Predicate<String> person) {
        return new Lineage(
                edge.type(),
                edge.kind(),
                edge.from().filter(person.negate()),
                edge.to().filter(person.negate()),
                edge.call(),
                edge.at());
    }

    /** The file's name may hold a number. */
    private static Recording recording(Recording r) {
        return new Recording(r.connection(), Optional.empty(), r.startedAt(), r.endedAt(), r.pauses());
    }
}
