package org.jackfield.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.Accounts;

/** Every account. */
@Service
@Command(scope = "jackfield", name = "user-list", description = "Shows every account of people and devices")
public final class UserListCommand extends JackfieldAction {
    @Override
    void run() {
        Table table = new Table("No account: make one with jackfield:user-create", "Name", "Role", "Line");
        for (Account account : service(Accounts.class).accounts(tenant)) {
            table.row(account.name(), account.role(), account.line());
        }
        table.print(out);
    }
}
