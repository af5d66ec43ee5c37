package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on a free port that answers as it is told and keeps what it was asked. */
final class FakeCrm implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param uri path and query as they came, still encoded */
    record Asked(String method, String uri, String authorization, String apiKey, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String line() {
            return method + " " + uri;
        }
    }

    /** @param header one more, as {@code Name: value}; empty for none */
    record Reply(int status, String body, String header) {
        static Reply json(String body) {
            return new Reply(200, body.replace('\'', '"'), "");
        }

        static Reply status(int status) {
            return new Reply(status, "{}", "");
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeCrm(Function<Asked, Reply> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Asked request = read(exchange);
            asked.add(request);
            send(exchange, answers.apply(request));
        });
        server.start();
    }

    private static Asked read(HttpExchange exchange) throws IOException {
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (!reply.header().isEmpty()) {
            String[] header = reply.header().split(": ", 2);
            exchange.getResponseHeaders().set(header[0], header[1]);
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked with that method, the check at the start left out. */
    List<String> lines(String method) {
        return asked.stream()
                .filter(request -> request.method().equals(method))
                .map(Asked::line)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
