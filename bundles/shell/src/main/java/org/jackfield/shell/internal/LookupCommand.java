package org.jackfield.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;

/** Who a number belongs to, and why. */
@Service
@Command(scope = "jackfield", name = "lookup", description = "Says who a number belongs to, over all CRMs")
public final class LookupCommand extends JackfieldAction {
    @Argument(
            name = "number",
            description = "The number in any spelling; in quotes if it has parentheses",
            required = true,
            multiValued = true)
    List<String> number;

    @Option(name = "--explain", description = "Say how the number was read and what each CRM answered")
    boolean explain;

    @Option(name = "--link", description = "Read the number as this link writes it, for example asterisk~main")
    String link = "";

    @Override
    List<String> written() {
        return number;
    }

    @Override
    void run() throws InterruptedException {
        String spelling = String.join(" ", words);
        Lookup lookup = await(service(Contacts.class).lookup(tenant, link, spelling, Contacts.DEFAULT_DEADLINE));
        Table table = new Table(
                "Nobody fits (" + lookup.crm().word() + ")", "Connector", "Type", "Id", "Name", "Company", "Because");
        for (Match match : lookup.matches()) {
            table.row(match.connector(), match.type(), match.id(), match.name(), match.company(), match.reason());
        }
        table.print(out);
        if (explain) {
            lookup.explanation().forEach(this::say);
        }
    }
}
