package org.jackfield.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.Links;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;

/** Enrols a piece of hardware. */
@Service
@Command(
        scope = "jackfield",
        name = "device-create",
        description = "Enrols a device that serves a line, or gives an existing one a new password and entry")
public final class DeviceCreateCommand extends JackfieldAction {
    @Argument(
            name = "id",
            description = "The device's id, its MQTT user name and client id: a-z, 0-9, dash",
            required = true,
            multiValued = true)
    List<String> id;

    @Option(name = "--line", description = "The line it serves, link/line; more behind commas")
    String line = "";

    @Option(name = "--place", description = "Where it stands")
    String place = "";

    @Option(name = "--agent", description = "Whose it is, if one person carries it along")
    String agent = "";

    @Option(name = "--bridge", description = "The bridge that speaks for it")
    String bridge = "";

    @Override
    List<String> written() {
        return id;
    }

    @Override
    void run() {
        String device = word("id");
        List<LineRef> serves = new ArrayList<>();
        for (String each : line.isEmpty() && !(agent + bridge).isEmpty() ? new String[0] : line.split(",")) {
            serves.add(Lines.parse(each, service(Links.class).links(tenant)));
        }
        String password = service(DeviceRegistry.class)
                .enrol(new Enrolment(tenant, device, place, serves, named(agent), named(bridge)));
        say("Device " + device + " at " + (serves.isEmpty() ? "no line" : serves.get(0)) + " has the password "
                + password + " (shown only now)");
    }

    private static Optional<String> named(String name) {
        return Optional.of(name).filter(text -> !text.isEmpty());
    }
}
