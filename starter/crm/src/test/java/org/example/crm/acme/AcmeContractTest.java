package org.example.crm.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.testkit.crm.CrmConnectorContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every connector does, with the Acme CRM of our own, whose search finds more than it should. */
class AcmeContractTest extends CrmConnectorContract {
    private static final String PEOPLE = """
            7;Ann Customer;Ann & Sons;+12025550101
            8;Bob Buyer;;+12025550102
            """;

    private final Map<String, String> calls = new ConcurrentHashMap<>();
    private HttpServer crm;

    @BeforeEach
    void start() throws IOException {
        crm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        crm.createContext("/people", exchange -> answer(exchange, 200, PEOPLE));
        crm.createContext("/calls/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean created = calls.put(exchange.getRequestURI().getPath(), body) == null;
            answer(exchange, created ? 201 : 200, "");
        });
        crm.start();
    }

    @AfterEach
    void stop() {
        crm.stop(0);
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void theRecordCanBeOpened() throws Exception {
        try (AutoCloseable closed = (AutoCloseable) connector()) {
            var found = ((CrmConnector) closed)
                    .lookup(new PhoneNumber(PhoneNumber.Kind.PUBLIC, known(), known()))
                    .toCompletableFuture()
                    .get();
            assertEquals(
                    List.of("http://127.0.0.1:" + crm.getAddress().getPort() + "/people/7"),
                    found.stream().map(match -> match.url().orElse("")).toList());
        }
    }

    @Override
    protected CrmConnector connector() {
        return at(crm.getAddress().getPort());
    }

    @Override
    protected CrmConnector absent() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return at(probe.getLocalPort());
        }
    }

    private static CrmConnector at(int port) {
        Map<String, Object> values = Map.of("url", "http://127.0.0.1:" + port);
        return new AcmeConnector(
                "acme~test",
                (AcmeConfig) Proxy.newProxyInstance(
                        AcmeConfig.class.getClassLoader(),
                        new Class<?>[] {AcmeConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @Override
    protected String known() {
        return "+12025550101";
    }

    @Override
    protected String knownName() {
        return "Ann Customer";
    }

    @Override
    protected String unknown() {
        return "+12025550199";
    }
}
