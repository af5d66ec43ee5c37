package org.jackfield.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Accounts;

/** Revokes tokens. */
@Service
@Command(scope = "jackfield", name = "token-revoke", description = "Revokes all tokens of a user that have a label")
public final class TokenRevokeCommand extends JackfieldAction {
    @Argument(index = 0, name = "user", description = "Whose tokens", required = true)
    String user;

    @Argument(index = 1, name = "label", description = "The label given to token-create")
    String label = "shell";

    @Override
    void run() {
        if (!service(Accounts.class).revokeToken(tenant, user, label)) {
            throw new IllegalArgumentException("User '" + user + "' has no token labelled '" + label + "'");
        }
        say("Revoked the tokens of " + user + " labelled " + label);
    }
}
