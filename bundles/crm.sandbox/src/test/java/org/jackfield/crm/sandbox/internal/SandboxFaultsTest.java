package org.jackfield.crm.sandbox.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxFaultsTest {
    private static final String FAULTS = "/sandbox/faults";
    private static final String CALL = "/services/data/v66.0/sobjects/Task/CtiCallId__c/01CALL";
    private static final String COMPLETED = "{\"Status\":\"Completed\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private String token = "";

    @BeforeEach
    void start() throws Exception {
        OAuth.App app = new OAuth.App(
                "app",
                "secret",
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic(),
                Sandbox.INTEGRATION_USER);
        sandbox = new Sandbox("127.0.0.1", 0, Optional.empty(), OrgSettings.PREPARED, PhoneIndex.DIGITS, 100, app);
        logIn();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 403, REQUEST_LIMIT_EXCEEDED",
        "busy, 429, TOO_MANY_REQUESTS",
        "break, 500, UNKNOWN_EXCEPTION",
        "html, 503, <html>"
    })
    void aRefusalOnCommandDoesNothingAndTheNextRequestWorks(String fault, int status, String text) throws Exception {
        order("fault=" + fault);
        HttpResponse<String> refused = logCall();
        assertEquals(status, refused.statusCode());
        assertTrue(refused.body().contains(text), refused.body());
        assertEquals(201, logCall().statusCode());
    }

    @Test
    void aSessionThatEndsInFlightNeedsANewLogIn() throws Exception {
        order("fault=expire");
        assertEquals(401, logCall().statusCode());
        assertEquals(401, logCall().statusCode());
        logIn();
        assertEquals(201, logCall().statusCode());
    }

    @Test
    void aRequestThatHangsHasNoAnswerAndNothingWasDone() throws Exception {
        order("fault=hang&seconds=600");
        CompletableFuture<HttpResponse<String>> hanging = logCallLater();
        await(() -> json(send("GET", FAULTS, "")).isEmpty());
        assertEquals(201, logCall().statusCode());
        assertFalse(hanging.isDone());
    }

    @Test
    void aHangEndsWithoutAnAnswer() throws Exception {
        order("fault=hang&seconds=0&times=2");
        assertThrows(IOException.class, this::logCall);
    }

    @Test
    void aConnectionThatEndsIsAnErrorAndNothingWasDone() throws Exception {
        // two, since a client may try again by itself
        order("fault=reset&times=2");
        IOException ended = assertThrows(IOException.class, this::logCall);
        assertFalse(ended instanceof HttpTimeoutException, ended.toString());
        send("DELETE", FAULTS, "");
        assertEquals(201, logCall().statusCode());
    }

    @Test
    void whatWasDoneWithoutAnAnswerIsThereAtTheSecondTry() throws Exception {
        order("fault=commit&seconds=600");
        CompletableFuture<HttpResponse<String>> unanswered = logCallLater();
        await(() -> sandbox.org().all("Task").size() == 1);
        assertEquals(200, logCall().statusCode());
        assertFalse(unanswered.isDone());
    }

    @Test
    void aRaceIsToldAsADuplicateAndTheRecordIsThere() throws Exception {
        order("fault=race");
        HttpResponse<String> lost = logCall();
        assertEquals(400, lost.statusCode());
        assertTrue(lost.body().contains("DUPLICATE_VALUE"), lost.body());
        assertEquals(200, logCall().statusCode());
    }

    @Test
    void ordersAreForAPathAndAreCountedDown() throws Exception {
        order("fault=break&path=/sobjects/Contact/&times=3");
        assertEquals(201, logCall().statusCode());
        send("GET", "/services/data/v66.0/sobjects/Contact/describe", "");
        JsonNode left = json(send("GET", FAULTS, ""));
        assertEquals(2, left.at("/0/times").asInt(), left.toString());
        assertEquals(0, json(send("DELETE", FAULTS, "")).size());
    }

    @Test
    void aWrongOrderIsRefusedInOneSentence() throws Exception {
        HttpResponse<String> refused = send("POST", FAULTS, "fault=explode");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("not 'explode'"), refused.body());
        assertEquals(400, send("POST", FAULTS, "fault=hang&times=0").statusCode());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "not within 20 s");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void order(String form) throws IOException, InterruptedException {
        assertEquals(200, send("POST", FAULTS, form).statusCode());
    }

    private HttpResponse<String> logCall() throws IOException, InterruptedException {
        return send("PATCH", CALL, COMPLETED);
    }

    private CompletableFuture<HttpResponse<String>> logCallLater() {
        return http.sendAsync(request("PATCH", CALL, COMPLETED), BodyHandlers.ofString());
    }

    private void logIn() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=app&client_secret=secret";
        token = json(send("POST", "/services/oauth2/token", form))
                .path("access_token")
                .asText();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build();
    }
}
