package org.jackfield.shell.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Prints a link that logs in once. */
@Service
@Command(scope = "jackfield", name = "demo-login", description = "Prints a link that logs an agent in, once")
public final class DemoLoginCommand extends JackfieldAction {
    /** Replaces the address, for example behind a reverse proxy: {@code https://phone.example.org}. */
    static final String ADDRESS_PROPERTY = "org.jackfield.url";

    private static final Duration VALID = Duration.ofMinutes(10);

    @Argument(name = "agent", description = "The agent's id; without it the first one that has an account")
    String agent = "";

    @Override
    void run() throws IOException {
        Accounts accounts = service(Accounts.class);
        String name = agent.isEmpty() ? firstAgent(accounts) : agent;
        if (accounts.account(tenant, name).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no account '" + name + "': make it with jackfield:user-create " + name + " --role agent");
        }
        say(address() + "/api/v1/session/once?code=" + accounts.createOneTimeCode(tenant, name, VALID));
        say("It logs " + name + " in once, within " + VALID.toMinutes() + " minutes");
    }

    private String firstAgent(Accounts accounts) {
        Collection<Agent> agents = service(AgentSessions.class).agents(tenant);
        return agents.stream()
                .map(Agent::id)
                .filter(id -> accounts.account(tenant, id).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No agent of etc/agents.csv has an account: make one with jackfield:user-create"));
    }

    private String address() throws IOException {
        String given = bundles.getProperty(ADDRESS_PROPERTY);
        if (given != null && !given.isBlank()) {
            return given.strip().replaceAll("/+$", "");
        }
        Configuration configuration = service(ConfigurationAdmin.class).getConfiguration("org.apache.felix.http", null);
        Dictionary<String, Object> http =
                Optional.ofNullable(configuration.getProperties()).orElseGet(Hashtable::new);
        boolean secure = Boolean.parseBoolean(value(http, "org.apache.felix.https.enable", "false"))
                && !Boolean.parseBoolean(value(http, "org.apache.felix.http.enable", "true"));
        String host = value(http, "org.apache.felix.http.host", "127.0.0.1");
        return (secure ? "https://" : "http://")
                + (host.equals("0.0.0.0") ? "127.0.0.1" : host)
                + ":"
                + (secure
                        ? value(http, "org.osgi.service.http.port.secure", "8443")
                        : value(http, "org.osgi.service.http.port", "8080"));
    }

    private static String value(Dictionary<String, Object> configuration, String key, String otherwise) {
        Object value = configuration.get(key);
        return value == null || value.toString().isBlank()
                ? otherwise
                : value.toString().strip();
    }
}
