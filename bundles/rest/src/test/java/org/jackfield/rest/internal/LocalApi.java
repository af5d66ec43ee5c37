package org.jackfield.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The API of an {@link Office} on a free port of this machine, in the servlet container that ships. */
final class LocalApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Office office;
    final EventHub events;
    final HttpClient http = HttpClient.newHttpClient();
    final Api api;
    volatile Settings settings = Settings.DEFAULT;
    volatile Desk desk = Desk.of(Map.of());
    volatile Duration later = Duration.ZERO;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    LocalApi() {
        this(new Office());
    }

    /** The API of an office that had one before: a server that was started again. */
    LocalApi(Office office) {
        this.office = office;
        events = new EventHub(office.services);
        events.logThere(office.log);
        api = new Api(getClass().getClassLoader(), office.services, events, () -> settings, () -> desk, new Clock() {
            @Override
            public Instant instant() {
                return Instant.now().plus(later);
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(api.servlet());
        holder.setAsyncSupported(true);
        holder.setInitParameter("hide-service-list-page", "true");
        context.addServlet(holder, "/api/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As when the ports are configured anew: the servlet leaves and comes back. */
    void restart() throws Exception {
        server.stop();
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** An answer with its JSON, which is null if there is none. */
    record Answer(int status, JsonNode json, HttpResponse<String> raw) {
        String detail() {
            return json.path("detail").asText();
        }
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + "/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(answer.statusCode(), json ? JSON.readTree(answer.body()) : null, answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a program of that person. */
    Answer as(String name, String method, String path, String body) {
        return send(method, path, body, "Authorization", "Bearer " + office.token(name));
    }

    /** Logs a browser in. */
    Browser browser(String name) {
        Answer answer =
                send("POST", "/session", "{\"user\":\"" + name + "\",\"password\":\"right\"}", "Origin", origin());
        String cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
        return new Browser(
                cookie.substring(0, cookie.indexOf(';')),
                answer.json().get("csrf").asText());
    }

    /** What a page sends along. */
    record Browser(String cookie, String csrf) {}

    @Override
    public void close() throws Exception {
        events.close();
        api.close();
        server.stop();
    }
}
