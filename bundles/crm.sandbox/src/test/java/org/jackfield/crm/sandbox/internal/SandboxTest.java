package org.jackfield.crm.sandbox.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final String DATA = "/services/data/v66.0";
    private static final String CALL = DATA + "/sobjects/Task/CtiCallId__c/01CALL";

    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    @TempDir
    Path folder;

    @Test
    void aCallWrittenTwiceIsOneTaskAndOutlivesARestart() throws Exception {
        try (Sandbox sandbox = start(PhoneIndex.DIGITS, 100)) {
            logIn(sandbox);
            assertEquals(
                    201,
                    send(sandbox, "PATCH", CALL, "{\"Status\":\"Completed\"}").statusCode());
            assertEquals(
                    200,
                    send(sandbox, "PATCH", CALL, "{\"CallDurationInSeconds\":12}")
                            .statusCode());
        }
        try (Sandbox again = start(PhoneIndex.DIGITS, 100)) {
            logIn(again);
            JsonNode found = query(again, "SELECT CallDurationInSeconds FROM Task WHERE CtiCallId__c = '01CALL'");
            assertEquals(1, found.path("totalSize").asInt());
            assertEquals(12, found.at("/records/0/CallDurationInSeconds").asInt());
        }
    }

    @Test
    void anExpiredSessionAndASpentQuotaAreToldAsSalesforceDoes() throws Exception {
        try (Sandbox sandbox = start(PhoneIndex.DIGITS, 2)) {
            logIn(sandbox);
            HttpResponse<String> first = send(sandbox, "GET", DATA + "/limits", "");
            assertEquals(
                    "api-usage=1/2",
                    first.headers().firstValue("Sforce-Limit-Info").orElse(""));
            sandbox.sessions().expire();
            HttpResponse<String> expired = send(sandbox, "GET", DATA + "/limits", "");
            assertEquals(401, expired.statusCode());
            assertTrue(expired.body().contains("\"errorCode\":\"INVALID_SESSION_ID\""), expired.body());
            logIn(sandbox);
            send(sandbox, "GET", DATA + "/limits", "");
            HttpResponse<String> spent = send(sandbox, "GET", DATA + "/limits", "");
            assertEquals(403, spent.statusCode());
            assertTrue(spent.body().contains("REQUEST_LIMIT_EXCEEDED"), spent.body());
        }
    }

    @Test
    void howNumbersAreIndexedDecidesWhoIsFound() throws Exception {
        assertEquals(0, found(PhoneIndex.TOKENS, "2025550101"));
        assertEquals(1, found(PhoneIndex.TOKENS, "\"(202) 555-0101\""));
        assertEquals(1, found(PhoneIndex.DIGITS, "2025550101"));
        assertEquals(0, found(PhoneIndex.DIGITS, "12025550101"));
        assertEquals(1, found(PhoneIndex.ENDS, "12025550101"));
        assertEquals(1, found(PhoneIndex.EVERYBODY, "4420794601"));
    }

    private int found(PhoneIndex phones, String term) throws Exception {
        try (Sandbox sandbox = start(phones, 100, Optional.empty())) {
            logIn(sandbox);
            String contact = "{\"LastName\":\"Customer\",\"Phone\":\"(202) 555-0101\"}";
            assertEquals(
                    201,
                    send(sandbox, "POST", DATA + "/sobjects/Contact", contact).statusCode());
            String sosl = "FIND {" + term + "} IN PHONE FIELDS RETURNING Contact(Id, Phone)";
            String path = DATA + "/search?q=" + URLEncoder.encode(sosl, StandardCharsets.UTF_8);
            return json(send(sandbox, "GET", path, "")).path("searchRecords").size();
        }
    }

    private Sandbox start(PhoneIndex phones, long apiLimit) throws IOException, GeneralSecurityException {
        return start(phones, apiLimit, Optional.of(folder));
    }

    private static Sandbox start(PhoneIndex phones, long apiLimit, Optional<Path> data)
            throws IOException, GeneralSecurityException {
        OAuth.App app = new OAuth.App(
                "app",
                "secret",
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic(),
                Sandbox.INTEGRATION_USER);
        return new Sandbox("127.0.0.1", 0, data, OrgSettings.PREPARED, phones, apiLimit, app);
    }

    private void logIn(Sandbox sandbox) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=app&client_secret=secret";
        token = json(send(sandbox, "POST", "/services/oauth2/token", form))
                .path("access_token")
                .asText();
    }

    private JsonNode query(Sandbox sandbox, String soql) throws IOException, InterruptedException {
        String path = DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
        return json(send(sandbox, "GET", path, ""));
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> send(Sandbox sandbox, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
