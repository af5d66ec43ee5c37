package org.jackfield.desktop.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser gets, through a real HTTP server. */
class DesktopServletTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(new DesktopServlet(new Assets(WebFiles.all()), List.of("https://crm.example.org"))),
                "/");
        server.setHandler(context);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/login?once=code", "/app/main.js", "/no/such/page"})
    void everyAnswerCarriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        String policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'self'; script-src 'self' 'sha256-"), policy);
        assertTrue(policy.contains("frame-ancestors 'self'"), policy);
        assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("same-origin", header(answer, "Referrer-Policy"));
    }

    @Test
    void theImportMapOfTheServedPageIsTheOneInlineScriptThatRuns() throws Exception {
        HttpResponse<byte[]> answer = get("/");
        String page = new String(answer.body(), StandardCharsets.UTF_8);
        String open = "<script type=\"importmap\">";
        int start = page.indexOf(open) + open.length();
        String map = page.substring(start, page.indexOf("</script>", start));
        String hash = Base64.getEncoder().encodeToString(Asset.sha256(map.getBytes(StandardCharsets.UTF_8)));
        assertTrue(header(answer, "Content-Security-Policy").contains("'sha256-" + hash + "'"));
        assertFalse(page.contains("${"), "the version of a library was not filled in");
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFileHasItsType(String path, String type) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertEquals(type, header(answer, "Content-Type").replace(" ", "").toLowerCase());
    }

    static Stream<Object[]> types() {
        return Map.of(
                        "/", "text/html;charset=utf-8",
                        "/login", "text/html;charset=utf-8",
                        "/app/main.js", "text/javascript;charset=utf-8",
                        "/css/tokens.css", "text/css;charset=utf-8",
                        "/i18n/km.json", "application/json",
                        "/favicon.svg", "image/svg+xml")
                .entrySet()
                .stream()
                .map(entry -> new Object[] {entry.getKey(), entry.getValue()});
    }

    @Test
    void aFileTheBrowserHasIsNotSentAgain() throws Exception {
        HttpResponse<byte[]> first = get("/app/main.js");
        assertEquals("no-cache", header(first, "Cache-Control"));
        String etag = header(first, "ETag");
        HttpResponse<byte[]> again = send(request("/app/main.js").header("If-None-Match", "\"other\", " + etag));
        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(
                200,
                send(request("/app/main.js").header("If-None-Match", "\"other\""))
                        .statusCode());
    }

    @Test
    void aLibraryIsCachedForEverUnderItsVersion() throws Exception {
        String path = WebFiles.all().keySet().stream()
                .filter(name -> name.endsWith("/lit-html.js"))
                .findFirst()
                .orElseThrow();
        HttpResponse<byte[]> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertEquals("public, max-age=31536000, immutable", header(answer, "Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../index.html",
                "/app/../../META-INF/MANIFEST.MF",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/..;/index.html",
                "/app/..%5c..%5cindex.html",
                "/web/index.html",
                "/META-INF/MANIFEST.MF",
                "//etc/passwd",
                "/org/jackfield/desktop/internal/DesktopServlet.class",
                "/app",
                "/app/",
                "/index.html%00.js",
                "/app/main.js/x"
            })
    void noSpellingOfAPathReachesAnythingElse(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 (400|404) .*"), answer);
    }

    @Test
    void nothingCanBeChangedHere() throws Exception {
        HttpResponse<byte[]> answer = send(request("/").POST(BodyPublishers.ofString("x")));
        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", header(answer, "Allow"));
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        HttpResponse<byte[]> get = get("/login");
        HttpResponse<byte[]> head = send(request("/login").method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, head.statusCode());
        assertEquals(header(get, "ETag"), header(head, "ETag"));
        assertEquals(String.valueOf(get.body().length), header(head, "Content-Length"));
        assertArrayEquals(new byte[0], head.body());
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return send(request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** A client of the JDK would tidy the path up. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void onlySitesThatWereNamedMayFrameThePage() throws Exception {
        List<String> complaints = new ArrayList<>();
        assertEquals(
                List.of("https://crm.example.org", "https://*.force.com:8443"),
                DesktopServlet.ancestors(
                        "https://crm.example.org, https://*.force.com:8443 'unsafe-inline' *; script-src",
                        complaints::add));
        assertEquals(3, complaints.size(), complaints::toString);
        assertTrue(complaints.get(0).contains("org.jackfield.desktop.cfg"), complaints.get(0));
        assertTrue(get("/").headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .contains("frame-ancestors 'self' https://crm.example.org;"));
    }
}
