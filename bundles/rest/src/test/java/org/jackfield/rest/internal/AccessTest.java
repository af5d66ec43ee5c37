package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jackfield.api.Tenant;
import org.jackfield.rest.internal.LocalApi.Answer;
import org.jackfield.rest.internal.LocalApi.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes in, and who does not. */
class AccessTest {
    private LocalApi api;

    @BeforeEach
    void start() {
        api = new LocalApi();
        api.office.floor.live.add(Samples.call(20, "alice", "1001", false));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    /** Sends a request line as it stands, which an HTTP client would correct. */
    private String raw(String request, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer "
                                    + api.office.token("alice") + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void logInAnswersWhoThatIs() {
        Answer answer = api.send("POST", "/session", "{\"user\":\"alice\",\"password\":\"right\"}");
        assertEquals(200, answer.status());
        assertEquals("alice", answer.json().get("user").asText());
        assertEquals("alice", answer.json().get("agent").asText());
        assertEquals("Alice Example", answer.json().get("name").asText());
        assertEquals("agent", answer.json().get("role").asText());
        assertEquals("1001", answer.json().get("line").asText());
        assertEquals("asterisk~main", answer.json().get("link").asText());
        assertFalse(answer.json().get("demo").asBoolean());
        String cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), cookie);
        assertFalse(cookie.contains("Secure"), cookie);
        assertTrue(api.office.onPage.contains("alice"));
    }

    @Test
    void formLogsInToo() {
        Answer answer = api.send(
                "POST", "/session", "user=sue&password=right", "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(200, answer.status());
        assertTrue(answer.json().get("agent").isNull());
        assertEquals(2, answer.json().get("roles").size());
        assertEquals(
                400,
                api.send("POST", "/session", "user=sue", "Content-Type", "application/x-www-form-urlencoded")
                        .status());
    }

    @Test
    void behindHttpsTheCookieIsSecure() {
        api.settings = Settings.of(Map.of("behindHttps", "true"));
        Answer answer = api.send("POST", "/session", "{\"user\":\"sue\",\"password\":\"right\"}");
        assertTrue(answer.raw().headers().firstValue("Set-Cookie").orElseThrow().contains("Secure"));
    }

    @Test
    void inAnotherSitesFrameTheCookieIsSentAndKeptApart() {
        api.settings = Settings.of(Map.of("behindHttps", "true", "framed", "true"));
        String cookie = api.send("POST", "/session", "{\"user\":\"sue\",\"password\":\"right\"}")
                .raw()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(cookie.contains("SameSite=None; Partitioned; Secure"), cookie);
        api.settings = Settings.of(Map.of("framed", "true"));
        String plain = api.send("POST", "/session", "{\"user\":\"sue\",\"password\":\"right\"}")
                .raw()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertTrue(plain.contains("SameSite=Strict"), plain);
    }

    @Test
    void pageThatChangesSomethingMustRepeatTheToken() {
        Browser alice = api.browser("alice");
        String body = "{\"state\":\"ready\"}";
        String path = "/agents/alice/state";
        assertEquals(403, api.send("PUT", path, body, "Cookie", alice.cookie()).status());
        assertEquals(
                403,
                api.send("PUT", path, body, "Cookie", alice.cookie(), "X-CSRF-Token", "guess")
                        .status());
        assertEquals(
                200,
                api.send("PUT", path, body, "Cookie", alice.cookie(), "X-CSRF-Token", alice.csrf())
                        .status());
        assertEquals(
                200, api.send("GET", "/agents", null, "Cookie", alice.cookie()).status());
    }

    @Test
    void anotherSitesPageIsTurnedAway() {
        Browser alice = api.browser("alice");
        for (String origin :
                List.of("https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:" + api.port())) {
            assertEquals(
                    403,
                    api.send(
                                    "PUT",
                                    "/agents/alice/state",
                                    "{\"state\":\"ready\"}",
                                    "Cookie",
                                    alice.cookie(),
                                    "X-CSRF-Token",
                                    alice.csrf(),
                                    "Origin",
                                    origin)
                            .status());
            assertEquals(
                    403,
                    api.send("GET", "/events", null, "Cookie", alice.cookie(), "Origin", origin)
                            .status());
            assertEquals(
                    403,
                    api.send("POST", "/session", "{\"user\":\"alice\",\"password\":\"right\"}", "Origin", origin)
                            .status());
        }
        assertEquals(
                200,
                api.send(
                                "PUT",
                                "/agents/alice/state",
                                "{\"state\":\"ready\"}",
                                "Cookie",
                                alice.cookie(),
                                "X-CSRF-Token",
                                alice.csrf(),
                                "Origin",
                                api.origin())
                        .status());
    }

    @Test
    void methodCannotBeSmuggledPastTheGate() {
        Browser alice = api.browser("alice");
        api.send("GET", "/demo/call-me?_method=POST", null, "Cookie", alice.cookie());
        Answer answer = api.send("GET", "/calls?_method=POST", null, "Cookie", alice.cookie());
        Answer header =
                api.send("GET", "/agents/alice/state", null, "Cookie", alice.cookie(), "X-HTTP-Method-Override", "PUT");
        assertEquals(List.of(), api.office.floor.asked);
        assertEquals(200, answer.status());
        assertEquals(405, header.status());
    }

    @Test
    void noOtherSiteIsEverAllowedToRead() {
        Answer answer = api.send("GET", "/health", null, "Origin", api.origin());
        assertTrue(
                answer.raw().headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    @Test
    void strangeHostNameIsTurnedAway() throws IOException {
        assertTrue(raw("GET /api/v1/agents", "evil.example:8181").startsWith("HTTP/1.1 421"));
        assertTrue(raw("GET /api/v1/health", "evil.example").startsWith("HTTP/1.1 421"));
        for (String host : List.of("localhost:8181", "127.0.0.1", "192.0.2.7:8181", "[::1]:8181")) {
            assertTrue(raw("GET /api/v1/agents", host).startsWith("HTTP/1.1 200"), host);
        }
        api.settings = Settings.of(Map.of("publicHosts", "cti.example.com"));
        assertTrue(raw("GET /api/v1/agents", "CTI.example.com").startsWith("HTTP/1.1 200"));
    }

    @Test
    void openPathsCannotBeDressedUp() {
        for (String path : List.of(
                "/health;x=1/../agents",
                "/health/..;/agents",
                "/agents;/health",
                "//health/../agents",
                "/health/%2e%2e/agents",
                "/health/../agents")) {
            Answer answer = api.send("GET", path, null);
            assertTrue(
                    answer.status() == 401 || answer.status() == 400 || answer.status() == 404,
                    path + " " + answer.status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/calls",
        "GET,/calls/x",
        "POST,/calls",
        "POST,/calls/x/connections/c1/holdCall",
        "PUT,/calls/x/notes",
        "PUT,/calls/x/disposition",
        "PUT,/calls/x/record",
        "GET,/calls/x/timeline",
        "GET,/desk",
        "GET,/events",
        "GET,/agents",
        "GET,/agents/alice",
        "PUT,/agents/alice/state",
        "GET,/contacts?number=1",
        "GET,/links",
        "GET,/connectors",
        "GET,/pops",
        "POST,/demo/call-me",
        "GET,/devices",
        "PUT,/devices/x",
        "DELETE,/devices/x",
        "POST,/devices/x/credentials",
        "POST,/devices/pairings",
        "GET,/shifts",
        "GET,/shifts/export.csv",
        "GET,/reports/queues",
        "GET,/reports/agents.csv",
        "GET,/reports/missed",
        "POST,/shifts/clock-in",
        "POST,/shifts/clock-out",
        "GET,/openapi.json",
        "GET,/session",
        "DELETE,/session",
        "OPTIONS,/calls"
    })
    void nobodyAndDevicesGetNowhere(String method, String path) {
        String body = method.equals("PUT") || method.equals("POST") ? "{}" : null;
        assertEquals(401, api.send(method, path, body).status());
        assertEquals(
                401, api.send(method, path, body, "Cookie", "jackfield=guess").status());
        assertEquals(
                401,
                api.send(
                                method,
                                path + (path.contains("?") ? "&" : "?") + "access_token=" + api.office.token("sue"),
                                body)
                        .status());
        assertEquals(403, api.as("desk-1001", method, path, body).status());
    }

    @Test
    void deviceDoesNotLogInAsAPerson() {
        assertEquals(
                403,
                api.send("POST", "/session", "{\"user\":\"desk-1001\",\"password\":\"right\"}")
                        .status());
    }

    @Test
    void logOutEndsTheSession() {
        Browser alice = api.browser("alice");
        assertEquals(
                204,
                api.send("DELETE", "/session", null, "Cookie", alice.cookie(), "X-CSRF-Token", alice.csrf())
                        .status());
        assertEquals(
                401, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
        assertFalse(api.office.onPage.contains("alice"));
    }

    @Test
    void secondTabKeepsTheAgentLoggedIn() {
        Browser first = api.browser("alice");
        Browser second = api.browser("alice");
        api.send("DELETE", "/session", null, "Cookie", first.cookie(), "X-CSRF-Token", first.csrf());
        assertTrue(api.office.onPage.contains("alice"));
        assertEquals(
                200,
                api.send("GET", "/session", null, "Cookie", second.cookie()).status());
    }

    @Test
    void idleSessionExpiresAndUseProlongsIt() {
        Browser alice = api.browser("alice");
        api.later = Duration.ofHours(8);
        assertEquals(
                200, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
        api.later = Duration.ofHours(16);
        api.api.recheck();
        assertEquals(
                200, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
        api.later = Duration.ofHours(29);
        assertEquals(
                401, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
        assertTrue(api.office.onPage.contains("alice"));
        api.api.recheck();
        assertFalse(api.office.onPage.contains("alice"));
    }

    @Test
    void restartLogsNobodyOut() throws Exception {
        Browser alice = api.browser("alice");
        api.office.onPage.clear();
        try (LocalApi started = new LocalApi(api.office)) {
            assertEquals(
                    200,
                    started.send("GET", "/session", null, "Cookie", alice.cookie())
                            .status());
            assertTrue(api.office.onPage.contains("alice"));
            assertEquals(
                    200,
                    started.send(
                                    "PUT",
                                    "/agents/alice/state",
                                    "{\"state\":\"ready\"}",
                                    "Cookie",
                                    alice.cookie(),
                                    "X-CSRF-Token",
                                    alice.csrf())
                            .status());
        }
        assertFalse(api.office.logIns.toString().contains(alice.cookie().substring(10)));
    }

    @Test
    void restartBringsNobodyBackWhoIsOut() throws Exception {
        Browser loggedOut = api.browser("alice");
        api.send("DELETE", "/session", null, "Cookie", loggedOut.cookie(), "X-CSRF-Token", loggedOut.csrf());
        Browser idle = api.browser("alice");
        Browser removed = api.browser("bob");
        api.office.remove(Tenant.MAIN, "bob");
        try (LocalApi started = new LocalApi(api.office)) {
            started.later = Duration.ofHours(13);
            for (Browser browser : List.of(loggedOut, idle, removed)) {
                assertEquals(
                        401,
                        started.send("GET", "/session", null, "Cookie", browser.cookie())
                                .status());
            }
            started.api.recheck();
            assertEquals(Map.of(), api.office.logIns);
        }
    }

    @Test
    void removedAccountIsOut() {
        Browser alice = api.browser("alice");
        api.office.remove(Tenant.MAIN, "alice");
        api.api.recheck();
        assertEquals(
                401, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
    }

    @Test
    void absentStoreThrowsNobodyOut() {
        Browser alice = api.browser("alice");
        api.office.services.accounts = null;
        api.api.recheck();
        assertEquals(
                200, api.send("GET", "/session", null, "Cookie", alice.cookie()).status());
        assertEquals(
                503,
                api.send("GET", "/session", null, "Authorization", "Bearer token-of-alice")
                        .status());
    }

    @Test
    void oneTimeCodeLogsInOnce() {
        String code = api.office.createOneTimeCode(Tenant.MAIN, "alice", Duration.ofMinutes(5));
        Answer answer = api.send("GET", "/session/once?code=" + code, null);
        assertEquals(303, answer.status());
        assertEquals("/", answer.raw().headers().firstValue("Location").orElseThrow());
        String cookie =
                answer.raw().headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        assertEquals(200, api.send("GET", "/session", null, "Cookie", cookie).status());
        assertEquals(401, api.send("GET", "/session/once?code=" + code, null).status());
        assertEquals(
                303,
                api.send("GET", "/session/once?code=" + code, null, "Cookie", cookie)
                        .status());
    }
}
