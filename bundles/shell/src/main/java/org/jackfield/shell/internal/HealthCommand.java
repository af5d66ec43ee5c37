package org.jackfield.shell.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** How every part stands, the worst first. */
@Service
@Command(scope = "jackfield", name = "health", description = "Shows how every part stands, the worst first")
public final class HealthCommand extends JackfieldAction {
    @Override
    void run() throws InvalidSyntaxException {
        List<Status> parts = new ArrayList<>();
        for (ServiceReference<HealthSource> reference : bundles.getServiceReferences(HealthSource.class, null)) {
            HealthSource source = bundles.getService(reference);
            if (source != null) {
                parts.addAll(source.health());
            }
        }
        parts.sort(Comparator.comparing(Status::state).reversed().thenComparing(Status::name));
        Table table = new Table("No part reports its health yet", "Part", "Tenant", "State", "Since", "Reason");
        for (Status part : parts) {
            table.row(part.name(), part.tenant(), part.state(), part.since(), part.reason());
        }
        table.print(out);
    }
}
