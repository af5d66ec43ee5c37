package org.jackfield.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Accounts;

/** Makes a token for a program. */
@Service
@Command(scope = "jackfield", name = "token-create", description = "Makes a token with which a program acts as a user")
public final class TokenCreateCommand extends JackfieldAction {
    @Argument(name = "user", description = "Whose token it is", required = true)
    String user;

    @Option(name = "--label", description = "What it is for; token-revoke takes the same label")
    String label = "shell";

    @Override
    void run() {
        Accounts accounts = service(Accounts.class);
        if (accounts.account(tenant, user).isEmpty()) {
            throw new IllegalArgumentException("There is no user '" + user + "': make it with jackfield:user-create");
        }
        say("Authorization: Bearer " + accounts.createToken(tenant, user, label));
        say("It is shown only now; revoke it with jackfield:token-revoke " + user + " " + label);
    }
}
