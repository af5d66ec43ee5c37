package org.jackfield.crm.sandbox.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxPagesTest {
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        OAuth.App app = new OAuth.App(
                "app",
                "secret",
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic(),
                Sandbox.INTEGRATION_USER);
        sandbox = new Sandbox("127.0.0.1", 0, Optional.empty(), OrgSettings.PREPARED, PhoneIndex.DIGITS, 100, app);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void theLinkOfARecordOpensItWithItsCasesAndCalls() throws Exception {
        sandbox.moveIn();
        Map<String, Object> ann = sandbox.org().all("Contact").get(0);
        sandbox.org().create("Task", Map.of("Subject", "Inbound call", "Status", "Completed", "WhoId", ann.get("Id")));
        String page = get("/" + ann.get("Id")).body();
        for (String shown : List.of("Ann Customer", "Potomac Optics", "Reading glasses", "Inbound call")) {
            assertTrue(page.contains(shown), shown + " is not on " + page);
        }
    }

    @Test
    void theOverviewShowsPeopleCasesAndCalls() throws Exception {
        sandbox.moveIn();
        String page = get("/").body();
        for (String shown : List.of("佐藤 健一", "納期の確認", "Núñez Cerámica", "data-testid=\"calls\"")) {
            assertTrue(page.contains(shown), shown + " is not on the page");
        }
        assertEquals(44, sandbox.org().all("Contact").size());
    }

    @Test
    void peopleMoveInOnce() {
        sandbox.moveIn();
        sandbox.moveIn();
        assertEquals(44, sandbox.org().all("Contact").size());
        assertEquals(2, sandbox.org().all("Lead").size());
    }

    @Test
    void whatStandsInARecordIsTextAndNeverMarkup() throws Exception {
        String id = sandbox.org().create("Contact", Map.of("LastName", "<script>alert(1)</script>", "Title", "\"'&"));
        HttpResponse<String> page = get("/" + id);
        assertFalse(page.body().contains("<script"), page.body());
        assertTrue(page.body().contains("&quot;&#39;&amp;"), page.body());
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void thereIsNoPageForWhatIsNotThere() throws Exception {
        assertEquals(404, get("/0035g00000000zzAAA").statusCode());
        assertEquals(404, get("/../etc/passwd").statusCode());
        assertEquals(404, get("/favicon.ico").statusCode());
    }

    @Test
    void whatWasAskedIsToldWithoutSecrets() throws Exception {
        get("/services/data/v66.0/search?q=FIND%20%7B4411%7D");
        String log = get("/sandbox/requests").body();
        assertTrue(log.contains("FIND {4411}"), log);
        assertFalse(log.contains("secret"), log);
    }

    @Test
    void theTelephonyTakesNoCallWithoutASignedToken() throws Exception {
        for (String token : List.of("", "a.b.c", "e30.e30.e30")) {
            HttpRequest call = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + sandbox.port() + "/telephony/v1/voiceCalls"))
                    .header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            assertEquals(
                    401,
                    HttpClient.newHttpClient()
                            .send(call, BodyHandlers.ofString())
                            .statusCode());
        }
        assertEquals(List.of(), sandbox.org().all("VoiceCall"));
    }
}
