package org.jackfield.shell.internal;

import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.control.Links;
import org.jackfield.api.health.Status;

/** The links to PBXs and how they stand. */
@Service
@Command(scope = "jackfield", name = "links", description = "Shows the links to PBXs and how they stand")
public final class LinksCommand extends JackfieldAction {
    @Override
    void run() {
        Table table = new Table(
                "No link: add etc/org.jackfield.pbx.asterisk~main.cfg", "Link", "State", "Since", "Counters", "Reason");
        for (Status link : service(Links.class).links(tenant)) {
            table.row(link.name(), link.state(), link.since(), new TreeMap<>(link.counters()), link.reason());
        }
        table.print(out);
    }
}
