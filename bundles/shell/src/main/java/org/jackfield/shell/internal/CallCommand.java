package org.jackfield.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.call.Call;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Links;

/** Calls a number from a line. */
@Service
@Command(
        scope = "jackfield",
        name = "call",
        description = "Calls a number from a line; the line's own phone rings first")
public final class CallCommand extends JackfieldAction {
    @Argument(
            index = 0,
            name = "line",
            description = "asterisk~main/1001, or 1001 if there is one link",
            required = true)
    String line;

    @Argument(index = 1, name = "number", description = "The number in any spelling", required = true)
    String number;

    @Override
    void run() throws InterruptedException {
        Call call = await(service(CallControl.class)
                .makeCall(tenant, Lines.parse(line, service(Links.class).links(tenant)), number));
        say("Call " + call.id() + " is " + call.state().word() + ": pick up the phone at " + line);
    }
}
