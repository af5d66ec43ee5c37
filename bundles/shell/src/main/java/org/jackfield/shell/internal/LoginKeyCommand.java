package org.jackfield.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.LoginKeys;
import org.jackfield.api.agent.AgentSessions;

/** Gives an agent a PIN or a badge for logging in at devices. */
@Service
@Command(
        scope = "jackfield",
        name = "login-key",
        description = "Gives an agent a new PIN, or a badge, to log in at devices; or takes all of them away")
public final class LoginKeyCommand extends JackfieldAction {
    @Argument(name = "agent", description = "The agent's id", required = true, multiValued = true)
    List<String> agent;

    @Option(name = "--badge", description = "A badge's open label, for example the number printed on it")
    String badge = "";

    @Option(name = "--secret", description = "What the badge's chip says to a reader")
    String secret = "";

    @Option(name = "--remove", description = "Takes the agent's PIN and badges away")
    boolean remove;

    @Override
    List<String> written() {
        return agent;
    }

    @Override
    void run() {
        String id = word("agent");
        if (service(AgentSessions.class).agent(tenant, id).isEmpty()) {
            throw new IllegalArgumentException("There is no agent '" + id + "'");
        }
        LoginKeys keys = service(LoginKeys.class);
        if (remove) {
            say(
                    keys.remove(tenant, id)
                            ? id + " has neither PIN nor badge any more"
                            : id + " had neither PIN nor badge");
        } else if (badge.isEmpty()) {
            say(id + " has the PIN " + keys.createPin(tenant, id) + " (shown only now)");
        } else {
            keys.addBadge(tenant, id, badge, secret);
            say(id + " logs in with the badge " + badge);
        }
    }
}
