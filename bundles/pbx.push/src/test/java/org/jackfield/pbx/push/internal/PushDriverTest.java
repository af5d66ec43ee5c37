package org.jackfield.pbx.push.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jackfield.api.call.Service;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PushDriverTest {
    private static final String SECRET = "a long random one";

    private final Heard heard = new Heard();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServletContextHandler root = new ServletContextHandler("/");
    private PushDriver driver;
    private int port;

    @BeforeEach
    void open() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(root);
        server.start();
        port = connector.getLocalPort();
        driver = driver(config(SECRET, 1_000, 256));
        driver.open(heard);
        assertEquals(List.of("up", "snapshot 0"), heard.take());
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
        server.stop();
    }

    private PushDriver driver(PushConfig config) {
        return new PushDriver(
                "main",
                config,
                new Plan(),
                (pattern, servlet) -> {
                    root.addServlet(new org.eclipse.jetty.ee10.servlet.ServletHolder(servlet), pattern);
                    return () -> {};
                },
                Clock.systemUTC());
    }

    @Test
    void theReadmesLinesAreTakenAsWritten() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String lines = readme.substring(readme.indexOf("```sh\n") + 6);
        lines = lines.substring(0, lines.indexOf("```")).replace(":8181/", ":" + port + "/");
        assertEquals(8, lines.lines().filter(line -> line.startsWith("curl ")).count());
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", lines).redirectErrorStream(true);
        shell.environment().put("SECRET", SECRET);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals("", said);
        assertEquals(0, process.exitValue());
        assertEquals(
                List.of(
                        "started +12025550101 > +442079460100",
                        "4711 outside queued",
                        "queue support",
                        "4711/1 1001 alerting",
                        "queue support offered 4711/1",
                        "4711 connected",
                        "4711/1 connected",
                        "queue support left answered",
                        "4711/1 held",
                        "4711/1 retrieved",
                        "transferredTo 1001 > 1002",
                        "4711/2 1002 alerting",
                        "4711/1 cleared transferred",
                        "4711 connected",
                        "4711/2 connected",
                        "4711/2 cleared normalClearing",
                        "4711 cleared normalClearing",
                        "over normalClearing by 4711"),
                heard.take());
        assertEquals(8, heard.counters.get("events"));
    }

    @Test
    void anEventThatIsRepeatedHasNoEffect() throws Exception {
        String[] newCall = {"call", "1", "from", "+12025550101", "to", "1001", "line", "1001"};
        for (String[] event : new String[][] {
            {"newCall"},
            {"answer", "call", "1"},
            {"hold", "call", "1"},
            {"retrieve", "call", "1"},
            {"hangup", "call", "1"}
        }) {
            String[] values = event.length == 1 ? newCall : java.util.Arrays.copyOfRange(event, 1, event.length);
            assertEquals(204, push(event[0], values).statusCode(), event[0]);
            assertFalse(heard.take().isEmpty(), event[0]);
            assertEquals(204, push(event[0], values).statusCode(), event[0] + " again");
            assertEquals(List.of(), heard.take(), event[0] + " again");
        }
        assertEquals(204, push("newCall", newCall).statusCode(), "the call is over and stays over");
        assertEquals(List.of(), heard.take());
    }

    @Test
    void whatDoesNotFitTheCallIsRefusedWithASentence() throws Exception {
        refused(409, "Call 1 is not known; newCall comes first", "answer", "call", "1");
        push("newCall", "call", "1", "line", "1001", "line", "1002");
        refused(409, "Call 1 rings at 2 lines; say in 'line' which one answered", "answer", "call", "1");
        refused(409, "Call 1 is not answered; hold comes after answer", "hold", "call", "1");
        push("answer", "call", "1", "line", "1002");
        refused(
                409,
                "Call 1 is answered at 1002; it goes on by transfer or hangup",
                "answer",
                "call",
                "1",
                "line",
                "1001");
        refused(409, "Call 1 was another call before; give each call an id of its own", "newCall", "call", "1");
        push("hangup", "call", "1");
        refused(409, "Call 1 is over; nothing comes after hangup", "retrieve", "call", "1");
        push("newCall", "call", "2", "at", java.time.Instant.now().toString());
        refused(
                409,
                "lies before the call's last event",
                "ring",
                "call",
                "2",
                "line",
                "1001",
                "at",
                java.time.Instant.now().minusSeconds(60).toString());
    }

    @Test
    void valuesThatCannotBeRightAreRefusedAndCounted() throws Exception {
        heard.take();
        refused(400, "'call' is missing", "newCall");
        refused(400, "'call' is not an id", "newCall", "call", "a\r\nAction: Command");
        refused(400, "'from' is not a number", "newCall", "call", "1", "from", "<script>");
        refused(400, "'at' is not a time", "newCall", "call", "1", "at", "yesterday");
        refused(400, "'at' is more than a day old", "newCall", "call", "1", "at", "2001-01-01T00:00:00Z");
        refused(400, "is no extension", "newCall", "call", "1", "line", "+12025550101");
        List<String> told = heard.take();
        assertEquals(6, told.size());
        assertTrue(told.stream().allMatch(line -> line.startsWith("rejected ")), told.toString());
    }

    @Test
    void aPersonsNameIsTextInOneLine() throws Exception {
        push("newCall", "call", "1", "from", "+12025550101", "fromName", "Bob\r\n\u0000<img src=x>" + "x".repeat(200));
        assertEquals("started +12025550101 > ?", heard.take().get(0));
        Form form = new Form("fromName=" + URLEncoder.encode("Bob\r\n<b>" + "x".repeat(200), StandardCharsets.UTF_8));
        String name = form.personName().orElseThrow();
        assertTrue(name.startsWith("Bob  <b>xxx"), name);
        assertEquals(80, name.length());
    }

    @Test
    void withoutTheSecretNothingIsTakenAndGuessingIsSlow() throws Exception {
        int unauthorized = 0;
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = send("newCall", "Bearer a long random on" + i, "call=1");
            assertTrue(answer.statusCode() == 401 || answer.statusCode() == 429, answer.statusCode() + "");
            unauthorized += answer.statusCode() == 401 ? 1 : 0;
        }
        assertTrue(unauthorized < 20);
        assertEquals(List.of(), heard.take());
        assertEquals(20, heard.counters.get("strangers"));
        assertEquals(204, push("newCall", "call", "1").statusCode(), "who knows it is heard all the same");
    }

    @Test
    void bodiesCallsAndEventsHaveLimits() throws Exception {
        assertEquals(
                413,
                send("newCall", "Bearer " + SECRET, "call=1&x=" + "y".repeat(9_000))
                        .statusCode());
        driver.close();
        driver = driver(config(SECRET, 5, 2));
        PushCalls calls = new PushCalls(heard, "1001"::equals, 2);
        calls.take("newCall", new Form("call=1"), java.time.Instant.now());
        calls.take("newCall", new Form("call=2"), java.time.Instant.now());
        Refusal third =
                assertThrows(Refusal.class, () -> calls.take("newCall", new Form("call=3"), java.time.Instant.now()));
        assertEquals(429, third.status());
        calls.take("hangup", new Form("call=1"), java.time.Instant.now());
        calls.take("newCall", new Form("call=3"), java.time.Instant.now());
        Bucket bucket = new Bucket(5, 0);
        for (int i = 0; i < 10; i++) {
            assertTrue(bucket.take(0));
        }
        assertFalse(bucket.take(0));
        assertTrue(bucket.take(TimeUnit.MILLISECONDS.toNanos(200)));
    }

    @Test
    void anEventThatIsRefusedIsNotToldByHalf() throws Exception {
        String[] lines = new String[2 + 2 * 33];
        lines[0] = "call";
        lines[1] = "1";
        for (int i = 0; i < 33; i++) {
            lines[2 + 2 * i] = "line";
            lines[3 + 2 * i] = String.valueOf(1000 + i);
        }
        refused(409, "more than 32 lines", "newCall", lines);
        assertEquals(List.of(), heard.take());
        refused(409, "Call 1 is not known", "ring", "call", "1", "line", "1001");
    }

    @Test
    void aClosedLinkSaysNothingMore() throws Exception {
        push("newCall", "call", "1", "line", "1001");
        heard.take();
        driver.close();
        assertEquals(503, push("answer", "call", "1").statusCode());
        assertEquals(List.of(), heard.take());
    }

    @Test
    void aSecretThatIsTooShortIsSaid() throws Exception {
        PushDriver open = driver(config("short", 50, 256));
        open.open(heard);
        assertEquals(
                List.of(
                        "down Link push~main has no secret of 16 or more characters; set 'secret' in etc/org.jackfield.pbx.push~main.cfg"),
                heard.take());
    }

    @Test
    void itCannotBeAskedForAnything() {
        assertEquals(java.util.Set.of(), driver.services());
        CompletionException refused = assertThrows(CompletionException.class, () -> driver.execute(
                        Command.of(Service.MAKE_CALL, "x", "1001").to("+12025550101"))
                .toCompletableFuture()
                .join());
        assertEquals(
                "Link push~main only listens to its PBX; makeCall is not possible there",
                refused.getCause().getMessage());
    }

    private void refused(int status, String sentence, String event, String... values) throws Exception {
        HttpResponse<String> answer = push(event, values);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(sentence), answer.body());
    }

    private HttpResponse<String> push(String event, String... values) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < values.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(values[i])
                    .append('=')
                    .append(URLEncoder.encode(values[i + 1], StandardCharsets.UTF_8));
        }
        return send(event, "Bearer " + SECRET, body.toString());
    }

    private HttpResponse<String> send(String event, String authorization, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/push/main/" + event))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    static PushConfig config(String secret, int eventsPerSecond, int liveCalls) {
        return new PushConfig() {
            @Override
            public String secret() {
                return secret;
            }

            @Override
            public String tenant() {
                return "main";
            }

            @Override
            public int eventsPerSecond() {
                return eventsPerSecond;
            }

            @Override
            public int liveCalls() {
                return liveCalls;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PushConfig.class;
            }
        };
    }

    /** Four digits are an extension. */
    static final class Plan implements NumberPlan {
        @Override
        public PhoneNumber read(String link, String written) {
            boolean inside = written.matches("\\d{4}");
            return new PhoneNumber(inside ? PhoneNumber.Kind.INTERNAL : PhoneNumber.Kind.PUBLIC, written, written);
        }

        @Override
        public String dialString(String link, String written) {
            return written;
        }
    }
}
