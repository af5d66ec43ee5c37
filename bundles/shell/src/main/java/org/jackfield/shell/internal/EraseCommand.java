package org.jackfield.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.store.Journal;

/** Forgets a person. */
@Service
@Command(
        scope = "jackfield",
        name = "erase",
        description =
                "Forgets a person in calls, events, activities and contact copies; what is in the CRM stays there")
public final class EraseCommand extends JackfieldAction {
    @Argument(name = "number", description = "A number in any spelling", multiValued = true)
    List<String> number = List.of();

    @Option(name = "--connector", description = "The CRM that has the record, for example salesforce~emea")
    String connector;

    @Option(name = "--record", description = "The CRM's id of the record")
    String record;

    @Override
    List<String> written() {
        return number;
    }

    @Override
    void run() throws InterruptedException {
        Erasure erasure = erasure();
        Journal.Erased gone = service(Journal.class).erase(erasure);
        Map<String, Integer> connectors = await(service(Contacts.class).forget(erasure));
        Table table = new Table("Nothing was kept", "Where", "Gone");
        table.row("calls that name nobody now", gone.calls());
        table.row("activities owed to CRMs", gone.activities());
        table.row("events", gone.events());
        connectors.forEach((name, entries) -> table.row(name, entries < 0 ? "did not answer: try again" : entries));
        table.print(out);
    }

    private Erasure erasure() {
        if (words.isEmpty() && (connector == null || record == null)) {
            throw new IllegalArgumentException("Say whom to forget: a number, or --connector NAME --record ID");
        }
        return new Erasure(
                tenant,
                words.isEmpty() ? Optional.empty() : Optional.of(read(String.join(" ", words))),
                record == null || connector == null
                        ? Optional.empty()
                        : Optional.of(new Erasure.Record(connector, record)));
    }

    private String read(String written) {
        PhoneNumber read = service(NumberPlan.class).read("", written);
        return read.value().isEmpty() ? written : read.value();
    }
}
