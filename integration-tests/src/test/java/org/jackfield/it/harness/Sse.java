package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A reader of an event stream (WHATWG server-sent events) that keeps everything it has read. */
public final class Sse implements AutoCloseable {

    /** One event; the data of a CloudEvent is taken out of its envelope. */
    public record Event(String id, String type, JsonNode data, Instant readAt) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private volatile Optional<Stream<String>> lines = Optional.empty();

    Sse(HttpClient http, HttpRequest request) {
        response = http.sendAsync(request, BodyHandlers.ofLines());
        HttpResponse<Stream<String>> opened =
                response.orTimeout(10, TimeUnit.SECONDS).join();
        if (opened.statusCode() != 200) {
            throw new AssertionError("The event stream answered " + opened.statusCode());
        }
        lines = Optional.of(opened.body());
        Thread reader = new Thread(this::read, "jackfield-it-sse");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for an event of that type, whether it came already or comes within the time. */
    public Event await(Duration patience, String type, Predicate<JsonNode> matching) {
        return Await.value(patience, "event " + type + " in " + this, () -> all(type, matching)
                .findFirst());
    }

    /** Every event of that type so far. */
    public Stream<Event> all(String type, Predicate<JsonNode> matching) {
        return events.stream().filter(e -> e.type().equals(type) && matching.test(e.data()));
    }

    /** Every event so far whose data match. */
    public Stream<Event> all(Predicate<JsonNode> matching) {
        return events.stream().filter(e -> matching.test(e.data()));
    }

    @Override
    public void close() {
        lines.ifPresent(Stream::close);
    }

    @Override
    public String toString() {
        return events.stream().map(e -> e.type() + " " + e.data()).toList().toString();
    }

    private void read() {
        try (Stream<String> text = lines.orElseThrow()) {
            Parser parser = new Parser();
            text.forEach(parser::line);
        } catch (RuntimeException e) {
            // the server or we closed the stream; what was read stays
        }
    }

    private final class Parser {

        private String id = "";
        private String type = "message";
        private final StringBuilder data = new StringBuilder();

        void line(String line) {
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    JsonNode node = Api.parse(data.toString());
                    events.add(new Event(id, type, node.has("data") ? node.get("data") : node, Instant.now()));
                }
                type = "message";
                data.setLength(0);
                return;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = value;
                case "event" -> type = value;
                case "data" -> data.append(data.length() > 0 ? "\n" : "").append(value);
                default -> {}
            }
        }
    }
}
