package org.jackfield.shell.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;

/** One event as one line of text. */
final class EventLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private EventLine() {}

    static String of(Event event) {
        return join(
                time(event.at()),
                String.valueOf(event.position().seq()),
                String.format("%-17s", event.fact().type()),
                detail(event.fact()));
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String detail(Fact fact) {
        if (fact instanceof Fact.CallFact call) {
            return join(
                    call.call().id(),
                    call.connection()
                            .flatMap(call.call()::connection)
                            .map(EventLine::connection)
                            .orElse(""),
                    parties(call.call()),
                    call.reconstructed() ? "(reconstructed)" : "");
        }
        if (fact instanceof Fact.LinkFact link) {
            return join(link.link(), link.reason());
        }
        if (fact instanceof Fact.PopFact pop) {
            return join(
                    pop.pop().call(),
                    pop.pop().agent(),
                    pop.pop().state().word(),
                    pop.pop().reason().orElse(""),
                    "crm=" + pop.pop().crm().word(),
                    "matches=" + pop.pop().matches().size());
        }
        if (fact instanceof Fact.AgentFact agent) {
            return join(
                    agent.presence().agent(),
                    agent.presence().state().word(),
                    agent.presence().reason().orElse(""),
                    "because " + agent.presence().cause());
        }
        if (fact instanceof Fact.SessionFact session) {
            return join(
                    session.agent(),
                    session.loggedIn() ? "in at" : "out at",
                    session.source().word());
        }
        if (fact instanceof Fact.DeviceFact device) {
            return join(
                    device.device().id(),
                    device.device().state().word(),
                    device.device().facts().toString());
        }
        return "";
    }

    private static String connection(Connection connection) {
        return join(
                connection.id(),
                connection
                        .line()
                        .or(connection::number)
                        .orElse(connection.role().word()),
                connection.agent().orElse(""),
                connection.state().word(),
                connection.cause().map(cause -> "(" + cause.word() + ")").orElse(""));
    }

    private static String parties(Call call) {
        return join(
                call.caller().number().orElse("unknown"),
                "->",
                call.called().number().orElse("unknown"));
    }

    private static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }
}
