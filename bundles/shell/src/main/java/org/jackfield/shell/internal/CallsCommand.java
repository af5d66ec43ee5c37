package org.jackfield.shell.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Presentation;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.control.Calls;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.Journal;

/** Calls that are up, or the latest that ended. */
@Service
@Command(scope = "jackfield", name = "calls", description = "Shows the calls that are up, or those that ended")
public final class CallsCommand extends JackfieldAction {
    @Option(name = "--ended", description = "Show so many ended calls instead, newest first")
    int ended;

    @Override
    void run() {
        Table table = new Table(
                ended > 0 ? "No call has ended yet" : "No call is up",
                "Call",
                "Started",
                "State",
                "Direction",
                "Caller",
                "Called",
                "Queue",
                "Lines",
                "Record");
        for (Call call : calls()) {
            table.row(
                    call.id(),
                    call.startedAt(),
                    call.ended() ? call.cause() : call.state(),
                    call.direction(),
                    party(call.caller()),
                    party(call.called()),
                    call.queue(),
                    lines(call),
                    call.records().stream().map(RecordRef::name).collect(Collectors.joining(", ")));
        }
        table.print(out);
    }

    private Collection<Call> calls() {
        if (ended <= 0) {
            return service(Calls.class).active(tenant);
        }
        return service(Journal.class)
                .calls(new CallQuery(
                        tenant,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Math.min(ended, 500)));
    }

    private static String party(Party party) {
        if (party.presentation() == Presentation.RESTRICTED) {
            return "withheld";
        }
        return List.of(party.number().orElse(""), party.name().orElse("")).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Our lines in order of appearance, with agent and state: {@code 1001 alice connected}. */
    private static String lines(Call call) {
        return call.connections().stream()
                .filter(connection -> connection.line().isPresent() && (call.ended() || connection.live()))
                .map(CallsCommand::line)
                .collect(Collectors.joining(", "));
    }

    private static String line(Connection connection) {
        return connection.line().get()
                + connection.agent().map(agent -> " " + agent).orElse("")
                + " "
                + (connection.live()
                                ? Optional.of(connection.state().word())
                                : connection.cause().map(c -> c.word()))
                        .orElse("");
    }
}
