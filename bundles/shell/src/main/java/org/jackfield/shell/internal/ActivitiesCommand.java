package org.jackfield.shell.internal;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.Word;
import org.jackfield.api.store.Outbox;

/** What is owed to the CRMs. */
@Service
@Command(scope = "jackfield", name = "activities", description = "Shows the calls that are to be logged in a CRM")
public final class ActivitiesCommand extends JackfieldAction {
    @Option(name = "-n", description = "How many, newest first")
    int limit = 20;

    @Option(name = "--state", description = "Only those that are pending, done or dead")
    String state;

    @Option(name = "--connector", description = "Only those of one CRM, for example salesforce~emea")
    String connector;

    @Override
    void run() {
        Table table = new Table(
                "Nothing is owed to a CRM",
                "Id",
                "Connector",
                "Activity",
                "State",
                "Attempts",
                "Due",
                "CRM id",
                "Reason");
        Outbox.Query query = new Outbox.Query(
                tenant,
                Optional.ofNullable(state).map(word -> Word.of(Outbox.State.class, word)),
                Optional.ofNullable(connector),
                Optional.empty(),
                limit);
        for (Outbox.Row row : service(Outbox.class).rows(query)) {
            table.row(
                    row.id(),
                    row.connector(),
                    row.activity().key(),
                    row.state().word(),
                    row.attempts(),
                    row.dueAt(),
                    row.crmId(),
                    row.reason());
        }
        table.print(out);
    }
}
