package org.jackfield.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.store.Outbox;

/** What is owed to the CRMs. */
@Service
@Command(scope = "jackfield", name = "activities", description = "Shows the calls that are to be logged in a CRM")
public final class ActivitiesCommand extends JackfieldAction {
    @Option(name = "-n", description = "How many, newest first")
    int limit = 20;

    @Override
    void run() {
        Table table = new Table("Nothing is owed to a CRM", "Call", "State", "Attempts", "Due", "Reason");
        for (Outbox.Row row : service(Outbox.class).rows(tenant, limit)) {
            table.row(row.activity().key(), row.state(), row.attempts(), row.dueAt(), row.reason());
        }
        table.print(out);
    }
}
