package org.jackfield.shell.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.Links;

/** Makes an account for a piece of hardware. */
@Service
@Command(
        scope = "jackfield",
        name = "device-create",
        description =
                "Makes an account for a device that serves a line, or gives an existing one a new password and line")
public final class DeviceCreateCommand extends JackfieldAction {
    @Argument(
            name = "id",
            description = "The device's id, its MQTT user name and client id: a-z, 0-9, dash",
            required = true,
            multiValued = true)
    List<String> id;

    @Option(name = "--line", description = "The line it serves, link/line")
    String line = "";

    @Override
    List<String> written() {
        return id;
    }

    @Override
    void run() {
        String device = word("id");
        if (!device.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "'" + device + "' is no device id: use 1 to 64 of a-z, 0-9 and dash, for example desk-1001");
        }
        LineRef serves = Lines.parse(line, service(Links.class).links(tenant));
        String password =
                service(Accounts.class).create(new Account(tenant, device, AccountRole.DEVICE, Optional.of(serves)));
        say("Device " + device + " at " + serves + " has the password " + password + " (shown only now)");
    }
}
