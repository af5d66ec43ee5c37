package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The REST API as a program uses it: JSON over the JDK's client, with a token. */
public final class Api {

    /** What came back; the body is missing when it was no JSON. */
    public record Answer(int status, JsonNode body) {

        /** The body, if the request succeeded; else fails with what the server said. */
        public JsonNode orFail() {
            if (status / 100 != 2) {
                throw new AssertionError("The server answered " + status + ": " + body);
            }
            return body;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final Optional<String> token;

    Api(String base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** GET below {@code /api/v1}; a path may also be a whole link as the API gives it. */
    public Answer get(String path) {
        return exchange(request(path).GET().build());
    }

    public Answer post(String path, String json) {
        return exchange(request(path).POST(BodyPublishers.ofString(json)).build());
    }

    public Answer put(String path, String json) {
        return exchange(request(path).PUT(BodyPublishers.ofString(json)).build());
    }

    /** Reads the event stream from now on. */
    public Sse events() {
        return new Sse(
                http,
                request("/events").header("Accept", "text/event-stream").GET().build());
    }

    /** As {@link #events()}, from behind that event on. */
    public Sse eventsAfter(String id) {
        return new Sse(
                http,
                request("/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", id)
                        .GET()
                        .build());
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    private HttpRequest.Builder request(String path) {
        String address = path.startsWith("/api/") ? base + path : base + "/api/v1" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        return request;
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }
}
