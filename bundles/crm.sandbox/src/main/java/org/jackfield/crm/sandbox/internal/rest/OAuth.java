package org.jackfield.crm.sandbox.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.crm.sandbox.internal.org.Org;

/** The token endpoint: JWT bearer with a real check of signature and times, and client credentials. */
public final class OAuth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Set<String> AUDIENCES = Set.of("https://login.salesforce.com", "https://test.salesforce.com");
    private static final long LONGEST_SECONDS = 300;
    private static final long SKEW_SECONDS = 30;
    static final String ORG_ID = "00D5g000000Jack";

    /** The connected app: who may log in, and as whom without a person. */
    public record App(String clientId, String clientSecret, PublicKey key, String runAs) {}

    private final App app;
    private final Org org;
    private final Sessions sessions;
    private final Clock clock;

    public OAuth(App app, Org org, Sessions sessions, Clock clock) {
        this.app = app;
        this.org = org;
        this.sessions = sessions;
        this.clock = clock;
    }

    Response revoke(Request request) {
        sessions.close(Request.form(request.body()).getOrDefault("token", ""));
        return Response.empty(200);
    }

    /** @param instance the address of this org */
    Response token(Request request, String instance) {
        Map<String, String> form = Request.form(request.body());
        return switch (form.getOrDefault("grant_type", "")) {
            case JWT -> jwt(form.getOrDefault("assertion", ""), instance);
            case "client_credentials" -> clientCredentials(form, instance);
            default -> refused("unsupported_grant_type", "grant type not supported");
        };
    }

    private Response clientCredentials(Map<String, String> form, String instance) {
        if (!app.clientId().equals(form.get("client_id"))) {
            return refused("invalid_client_id", "client identifier invalid");
        }
        byte[] secret = form.getOrDefault("client_secret", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(secret, app.clientSecret().getBytes(StandardCharsets.UTF_8))
                ? granted(app.runAs(), instance)
                : refused("invalid_client", "invalid client credentials");
    }

    private Response jwt(String assertion, String instance) {
        return signed(assertion)
                .map(claims -> claimed(claims, instance))
                .orElseGet(() -> refused("invalid_grant", "invalid assertion"));
    }

    /** What a token says that is signed with the app's key; empty if it is not. */
    Optional<JsonNode> signed(String token) {
        try {
            String[] parts = token.split("\\.");
            JsonNode header = part(parts[0]);
            JsonNode claims = part(parts[1]);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.key());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            boolean signed = header.path("alg").asText().equals("RS256")
                    && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
            return signed ? Optional.of(claims) : Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a token has not run out yet. */
    boolean current(JsonNode claims) {
        return claims.path("exp").asLong() >= clock.instant().getEpochSecond();
    }

    private Response claimed(JsonNode claims, String instance) {
        long left = claims.path("exp").asLong() - clock.instant().getEpochSecond();
        String audience = claims.path("aud").asText();
        if (!claims.path("iss").asText().equals(app.clientId())) {
            return refused("invalid_client_id", "client identifier invalid");
        }
        if (!AUDIENCES.contains(audience) && !audience.equals(instance)) {
            return refused("invalid_grant", "audience is invalid");
        }
        if (left < -SKEW_SECONDS) {
            return refused("invalid_grant", "expired authorization code");
        }
        if (left > LONGEST_SECONDS + SKEW_SECONDS) {
            return refused("invalid_grant", "assertion is valid for too long");
        }
        return granted(claims.path("sub").asText(), instance);
    }

    private Response granted(String username, String instance) {
        Optional<Map<String, Object>> user =
                org.withValue("User", "Username", username).stream().findFirst();
        if (user.isEmpty()) {
            return refused("invalid_grant", "user hasn't approved this consumer");
        }
        if (!Boolean.TRUE.equals(user.get().get("IsActive"))) {
            return refused("inactive_user", "user is inactive");
        }
        String userId = user.get().get("Id").toString();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", sessions.open(ORG_ID, userId));
        answer.put("scope", "api");
        answer.put("instance_url", instance);
        answer.put("id", instance + "/id/" + ORG_ID + "AAA/" + userId);
        answer.put("token_type", "Bearer");
        return Response.json(200, answer);
    }

    private static JsonNode part(String encoded) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(encoded));
    }

    private static Response refused(String error, String description) {
        return Response.json(400, Map.of("error", error, "error_description", description));
    }
}
