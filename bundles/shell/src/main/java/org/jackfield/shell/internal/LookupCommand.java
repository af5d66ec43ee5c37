package org.jackfield.shell.internal;

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
    @Argument(name = "number", description = "The number in any spelling; in quotes if it has blanks", required = true)
    String number;

    @Option(name = "--explain", description = "Say how the number was read and what each CRM answered")
    boolean explain;

    @Option(name = "--link", description = "Read the number as this link writes it, for example asterisk~main")
    String link = "";

    @Override
    void run() throws InterruptedException {
        Lookup lookup =
                await(service(Contacts.class).lookup(tenant, link, number, Contacts.DEFAULT_DEADLINE));
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
