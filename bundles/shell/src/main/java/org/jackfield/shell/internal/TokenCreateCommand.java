package org.jackfield.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Accounts;

/** Makes a token for a program. */
@Service
@Command(scope = "jackfield", name = "token-create", description = "Makes a token with which a program acts as a user")
public final class TokenCreateCommand extends JackfieldAction {
    @Argument(name = "user", description = "Whose token it is", required = true, multiValued = true)
    List<String> user;

    @Option(name = "--label", description = "What it is for; token-revoke takes the same label")
    String label = "shell";

    @Override
    List<String> written() {
        return user;
    }

    @Override
    void run() {
        String name = word("user");
        Accounts accounts = service(Accounts.class);
        if (accounts.account(tenant, name).isEmpty()) {
            throw new IllegalArgumentException("There is no user '" + name + "': make it with jackfield:user-create");
        }
        say("Authorization: Bearer " + accounts.createToken(tenant, name, label));
        say("It is shown only now; revoke it with jackfield:token-revoke " + name + " " + label);
    }
}
