package org.jackfield.crm.sandbox.internal.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.rest.Request;
import org.jackfield.crm.sandbox.internal.rest.Response;
import org.jackfield.crm.sandbox.internal.rest.RestApi;

/** The sandbox on the wire: HTTP with gzip both ways, by the JDK's own server. */
public final class WebServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 64;
    private static final int LARGEST_BODY = 16 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final RestApi api;
    private final Runnable expire;
    private final Pages pages;
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();

    /**
     * @param port 0 for any free one
     * @param expire ends all sessions
     */
    public WebServer(String host, int port, Org org, RestApi api, Runnable expire) throws IOException {
        // it writes heads and bodies apart, which waits 40 ms for a late acknowledgement otherwise
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.api = api;
        this.pages = new Pages(org);
        this.expire = expire;
        AtomicInteger count = new AtomicInteger();
        threads = Executors.newFixedThreadPool(
                THREADS, task -> new Thread(task, "jackfield-crm.sandbox-" + count.incrementAndGet()));
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Response> response = answer(read(exchange));
            if (response.isPresent()) {
                write(exchange, response.get());
            }
        }
    }

    /** Empty when the connection is to end without an answer. */
    private Optional<Response> answer(Request request) {
        if (request.path().equals(Faults.PATH)) {
            return Optional.of(faults.answer(request));
        }
        if (request.path().equals(RequestLog.PATH)) {
            return Optional.of(requests.answer(request));
        }
        if (!request.path().startsWith("/services/") && !request.path().startsWith("/telephony/")) {
            return Optional.of(
                    pages.answer(request).orElseGet(() -> Response.html(404, "<h1>There is no such record</h1>")));
        }
        requests.note(request);
        Supplier<Response> work = () -> api.answer(request, "http://127.0.0.1:" + port());
        Optional<Faults.Order> order = faults.take(request);
        return order.isPresent()
                ? order.get().fault().answer(work, order.get().hang(), expire)
                : Optional.of(work.get());
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String method = exchange.getRequestMethod();
        try (InputStream in = "gzip".equals(headers.get("content-encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody()) {
            String query = exchange.getRequestURI().getRawQuery();
            return new Request(
                    method.equals("POST") && headers.containsKey("x-http-method-override")
                            ? headers.get("x-http-method-override")
                            : method,
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    headers,
                    new String(in.readNBytes(LARGEST_BODY), StandardCharsets.UTF_8));
        }
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        if (response.body() == null) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        byte[] body = response.body() instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(response.body());
        exchange.getResponseHeaders().set("Content-Type", response.type());
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = zipped(body);
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        }
        return zipped.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
