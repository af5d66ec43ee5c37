package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** The REST API of one org, on the caller's thread: logs in by itself, and again once when a session ends. */
public final class SalesforceApi {
    private static final Duration VERSIONS = Duration.ofSeconds(10);
    /** Refusals that another log-in does not cure, though they look as if it did. */
    private static final List<String> NOT_EXPIRED =
            List.of("Connected app is not attached to Agent", "This session is not valid for use with the REST API");

    private final Http http;
    private final Sessions sessions;
    private final Quota quota;
    private final String wantedVersion;
    private final AtomicLong calls = new AtomicLong();
    private volatile String version = "";

    /** @param wantedVersion of the API, for example 66.0; at most what the org offers is used */
    public SalesforceApi(Http http, Login login, Quota quota, String wantedVersion, LongSupplier nanoTime) {
        this.http = http;
        this.sessions = new Sessions(login::open, nanoTime);
        this.quota = quota;
        this.wantedVersion = wantedVersion;
    }

    /** The org's own server, as it named it at the log-in. */
    public URI instance() {
        return sessions.current().instance();
    }

    /** The id of the org. */
    String orgId() {
        return sessions.current().orgId();
    }

    /** How many API calls were made. */
    public long calls() {
        return calls.get();
    }

    /**
     * Asks.
     *
     * @param call its path begins behind the version: {@code /query?q=…}
     * @return the answer's body, a missing node where there is none
     * @throws Trouble with what can be done about it
     */
    public JsonNode ask(Call call, Duration patience) {
        return answered(send(call, patience));
    }

    /** As {@link #ask}, with the page's own address, which a query with more pages gives. */
    public JsonNode page(String path, Duration patience) {
        return answered(exchange(Call.get(path), patience));
    }

    /** All records of a query, whatever pages they come in. */
    public List<JsonNode> query(String soql, Duration patience) {
        List<JsonNode> records = new ArrayList<>();
        JsonNode page = ask(Call.get("/query?q=" + Call.encoded(soql)), patience);
        page.path("records").forEach(records::add);
        while (!page.path("done").asBoolean(true)) {
            page = page(page.path("nextRecordsUrl").asText(), patience);
            page.path("records").forEach(records::add);
        }
        return records;
    }

    /** A path with the version before it, as a part of a composite request names it. */
    public String path(String behindTheVersion) {
        return "/services/data/v" + version() + behindTheVersion;
    }

    Reply send(Call call, Duration patience) {
        return exchange(new Call(call.method(), path(call.path()), call.headers(), call.body()), patience);
    }

    private static JsonNode answered(Reply reply) {
        if (!reply.ok()) {
            throw Refusals.of(reply);
        }
        if (reply.status() == 204 || reply.body().length == 0) {
            return MissingNode.getInstance();
        }
        return reply.json()
                .orElseThrow(() -> new Trouble(Kind.UNREACHABLE, "Salesforce answered with a page instead of data"));
    }

    private Reply exchange(Call call, Duration patience) {
        Session session = sessions.current();
        Reply reply = exchange(session, call, patience);
        if (reply.status() == 401) {
            String body = new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
            if (NOT_EXPIRED.stream().anyMatch(body::contains)) {
                throw new Trouble(Kind.LOGIN, Refusals.of(reply).getMessage());
            }
            session = sessions.insteadOf(session);
            reply = exchange(session, call, patience);
            if (reply.status() == 401) {
                sessions.refused(session);
                throw new Trouble(Kind.LOGIN, "Salesforce ended two sessions in a row");
            }
        }
        sessions.worked(session);
        return reply;
    }

    private Reply exchange(Session session, Call call, Duration patience) {
        calls.incrementAndGet();
        Reply reply = http.send(session.instance(), call.with("Authorization", "Bearer " + session.token()), patience);
        quota.note(reply.header("sforce-limit-info"));
        return reply;
    }

    private String version() {
        if (version.isEmpty()) {
            Reply offered = http.send(sessions.current().instance(), Call.get("/services/data/"), VERSIONS);
            version = ApiVersion.chosen(wantedVersion, offered.json().orElseThrow(() -> Refusals.of(offered)));
        }
        return version;
    }
}
