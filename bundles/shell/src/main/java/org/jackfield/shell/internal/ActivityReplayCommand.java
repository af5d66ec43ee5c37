package org.jackfield.shell.internal;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.store.Outbox;

/** Gives dead activities to their CRMs again. */
@Service
@Command(
        scope = "jackfield",
        name = "activity-replay",
        description = "Gives activities that a CRM refused to it again: one by its id, those of a connector, or all")
public final class ActivityReplayCommand extends JackfieldAction {
    @Argument(name = "id", description = "The id that jackfield:activities shows")
    Long id;

    @Option(name = "--connector", description = "All dead ones of one CRM, for example salesforce~emea")
    String connector;

    @Option(name = "--all", description = "All dead ones")
    boolean all;

    @Override
    void run() {
        if (id == null && connector == null && !all) {
            throw new IllegalArgumentException("Say which: an id, --connector NAME or --all");
        }
        int given = service(Outbox.class)
                .replay(new Outbox.Replay(tenant, Optional.ofNullable(id), Optional.ofNullable(connector)));
        say(given == 1 ? "1 activity is given again" : given + " activities are given again");
    }
}
