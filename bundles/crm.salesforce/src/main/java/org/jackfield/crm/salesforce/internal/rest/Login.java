package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** Logs in with the JWT bearer flow where there is a key, with client credentials elsewhere. */
public final class Login {
    private static final String TOKEN = "/services/oauth2/token";
    private static final String NO_KEY =
            "The private key is none in PEM and PKCS#8 (BEGIN PRIVATE KEY, RSA); convert it by openssl pkcs8 -topk8"
                    + " -nocrypt";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /**
     * The app and the user to work as. What is not used is empty. Never tells its secrets.
     *
     * @param server where to log in
     */
    public record App(
            URI server,
            String clientId,
            String clientSecret,
            String username,
            String privateKeyFile,
            String privateKey,
            String audience) {
        @Override
        public String toString() {
            return "app at " + server;
        }
    }

    private final App app;
    private final TrustedHosts hosts;
    private final Http http;
    private final Duration patience;
    private final Clock clock;

    public Login(App app, TrustedHosts hosts, Http http, Duration patience, Clock clock) {
        this.app = app;
        this.hosts = hosts;
        this.http = http;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * A new session, on the caller's thread.
     *
     * @throws Trouble of kind LOGIN if a person has to act
     */
    Session open() {
        Map<String, String> form = new LinkedHashMap<>();
        if (app.clientSecret().isEmpty()) {
            form.put("grant_type", JWT_BEARER);
            form.put("assertion", assertion());
        } else {
            form.put("grant_type", "client_credentials");
            form.put("client_id", app.clientId());
            form.put("client_secret", app.clientSecret());
        }
        Reply reply = http.send(app.server(), Call.form(TOKEN, form), patience);
        JsonNode told = reply.json()
                .orElseThrow(() -> new Trouble(
                        reply.status() >= 500 ? Kind.BUSY : Kind.LOGIN,
                        app.server() + " answered a log-in with status " + reply.status()
                                + " and a page; correct loginUrl if that goes on"));
        if (!reply.ok() || told.path("access_token").asText().isEmpty()) {
            throw refused(told);
        }
        try {
            String[] identity = told.path("id").asText().split("/"); // …/id/ORG/USER
            return new Session(
                    told.path("access_token").asText(),
                    hosts.checked(told.path("instance_url").asText()),
                    identity.length > 1 ? identity[identity.length - 2] : "");
        } catch (IllegalArgumentException e) {
            throw new Trouble(Kind.LOGIN, e.getMessage());
        }
    }

    private String assertion() {
        try {
            return Assertion.signed(key(app), app.clientId(), app.username(), app.audience(), clock.instant());
        } catch (GeneralSecurityException e) {
            throw new Trouble(Kind.LOGIN, NO_KEY);
        }
    }

    /** The app's private key, read anew, so that another one in the same file is taken. */
    static PrivateKey key(App app) {
        try {
            return Assertion.key(
                    app.privateKey().isEmpty() ? Files.readString(Path.of(app.privateKeyFile())) : app.privateKey());
        } catch (NoSuchFileException e) {
            throw new Trouble(Kind.LOGIN, "privateKeyFile " + app.privateKeyFile() + " is not there");
        } catch (IOException e) {
            throw new Trouble(
                    Kind.LOGIN,
                    "privateKeyFile " + app.privateKeyFile() + " cannot be read; let the user that runs Jackfield"
                            + " read it");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Trouble(Kind.LOGIN, NO_KEY);
        }
    }

    private static Trouble refused(JsonNode told) {
        String error = told.path("error").asText("none");
        String description = told.path("error_description").asText().replaceAll("[\\p{Cntrl}]", " ");
        String cure =
                switch (error) {
                    case "invalid_client_id", "invalid_client" -> "correct clientId and clientSecret";
                    case "inactive_user" -> "activate the user it works as";
                    case "invalid_app_access" -> "give that user access to the app";
                    case "unsupported_grant_type" -> "switch that flow on in the app's settings";
                    default ->
                        description.contains("approved")
                                ? "let an administrator pre-authorize the app for that user"
                                : description.contains("expired")
                                        ? "set this machine's clock"
                                        : description.contains("audience")
                                                ? "correct audience"
                                                : "compare app, user and key with the org's";
                };
        return new Trouble(
                Kind.LOGIN,
                error,
                "The log-in was refused with " + error + ", " + description + "; " + cure,
                java.util.List.of(),
                Duration.ZERO);
    }
}
