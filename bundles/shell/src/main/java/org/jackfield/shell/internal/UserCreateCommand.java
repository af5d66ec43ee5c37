package org.jackfield.shell.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jackfield.api.Word;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.control.Links;

/** Makes an account for a person. */
@Service
@Command(
        scope = "jackfield",
        name = "user-create",
        description = "Makes an account for a person, or gives an existing one a new password and role")
public final class UserCreateCommand extends JackfieldAction {
    @Argument(
            name = "name",
            description = "The name; an agent's id for people who take calls",
            required = true,
            multiValued = true)
    List<String> name;

    @Option(name = "--role", description = "agent, supervisor or administrator")
    @Completion(
            value = StringsCompleter.class,
            values = {"agent", "supervisor", "administrator"})
    String role = "";

    @Option(name = "--line", description = "A line of this account, link/line")
    String line = "";

    @Override
    List<String> written() {
        return name;
    }

    @Override
    void run() {
        String user = word("name");
        if (role.isEmpty()) {
            throw new IllegalArgumentException(
                    "Say what " + user + " may do: --role agent, supervisor or administrator");
        }
        AccountRole wanted = Word.of(AccountRole.class, role);
        if (wanted == AccountRole.DEVICE) {
            throw new IllegalArgumentException("A device is no user: use jackfield:device-create");
        }
        String password = service(Accounts.class)
                .create(new Account(
                        tenant,
                        user,
                        wanted,
                        line.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        Lines.parse(line, service(Links.class).links(tenant)))));
        say("User " + user + " (" + wanted.word() + ") has the password " + password + " (shown only now)");
    }
}
