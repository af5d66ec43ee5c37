package org.jackfield.crm.sandbox.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.org.Schema;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;
import org.jackfield.crm.sandbox.internal.rest.RestApi;
import org.jackfield.crm.sandbox.internal.rest.Sessions;
import org.jackfield.crm.sandbox.internal.web.WebServer;

/** An org that looks like Salesforce's, with its web server. */
public final class Sandbox implements AutoCloseable {
    /** The user that programs work as. */
    static final String INTEGRATION_USER = "integration@sandbox.example";

    private static final List<String> AGENTS = List.of("alice", "bob", "carol", "dan", "eve", "frank");

    private final Org org;
    private final Sessions sessions = new Sessions();
    private final WebServer server;

    /** @param data where the records are kept; empty for in memory alone */
    public Sandbox(
            String host,
            int port,
            Optional<Path> data,
            OrgSettings settings,
            PhoneIndex phones,
            long apiLimit,
            OAuth.App app)
            throws IOException {
        data.ifPresent(Sandbox::make);
        Clock clock = Clock.systemUTC();
        org = new Org(new Schema(settings), clock, data.map(folder -> folder.resolve("org.jsonl")));
        if (org.isEmpty()) {
            staff();
        }
        OAuth oauth = new OAuth(app, org, sessions, clock);
        server = new WebServer(host, port, org, new RestApi(org, sessions, oauth, phones, apiLimit), sessions::expire);
    }

    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made: " + e, e);
        }
    }

    /** Fills an org in which nobody is known yet. */
    public void moveIn() {
        if (org.all("Contact").isEmpty() && org.all("Lead").isEmpty()) {
            People.moveInto(org);
        }
    }

    /** The people who work in the org, and the states of their tasks. */
    private void staff() {
        org.seed("User", user(INTEGRATION_USER, "Integration"));
        AGENTS.forEach(agent -> org.seed("User", user(agent + "@sandbox.example", agent)));
        for (String status : List.of("Not Started", "In Progress", "Completed")) {
            boolean closed = status.equals("Completed");
            org.seed("TaskStatus", Map.of("MasterLabel", status, "ApiName", status, "IsClosed", closed));
        }
    }

    private static Map<String, Object> user(String username, String name) {
        return Map.of(
                "Username", username, "Email", username, "Name", name, "FederationIdentifier", name, "IsActive", true);
    }

    /** Its records. */
    public Org org() {
        return org;
    }

    Sessions sessions() {
        return sessions;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        org.close();
    }
}
