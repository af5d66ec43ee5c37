package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jackfield.crm.rest.internal.CrmFailure.Kind;
import org.jackfield.crm.rest.internal.Template.Login;
import org.jackfield.crm.rest.internal.Template.LoginType;
import org.jackfield.crm.rest.internal.Template.Request;

/**
 * Sends requests with the proof of who sends them. Many requests that need a log-in wait for one; a request that is
 * told that its log-in is over logs in once more and is sent once more, never twice.
 */
final class Session {
    private final Login login;
    private final Requests requests;
    private final Variables settings;
    private final Web web;
    private final TokenFile refreshToken;
    private CompletableFuture<String> proof;

    Session(Login login, Requests requests, Variables settings, Web web, TokenFile refreshToken) {
        this.login = login;
        this.requests = requests;
        this.settings = settings;
        this.web = web;
        this.refreshToken = refreshToken;
    }

    /** @return fails with a {@link CrmFailure}, or an IllegalArgumentException for a template that asks for nonsense */
    CompletionStage<JsonNode> send(Request request, Variables variables) {
        CompletableFuture<String> used = proof();
        return used.thenCompose(value -> web.send(with(value, requests.build(request, variables))))
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    if (!renews(failure)) {
                        return CompletableFuture.<JsonNode>failedFuture(cause(failure));
                    }
                    forget(used);
                    return proof().thenCompose(value -> web.send(with(value, requests.build(request, variables))));
                })
                .thenCompose(answer -> answer);
    }

    private boolean renews(Throwable failure) {
        boolean asked = login.type().compareTo(LoginType.clientCredentials) >= 0;
        return asked && cause(failure) instanceof CrmFailure refused && refused.kind() == Kind.LOGIN;
    }

    private HttpRequest.Builder with(String value, HttpRequest.Builder request) {
        return value.isEmpty() ? request : request.setHeader(login.header(), value);
    }

    private synchronized CompletableFuture<String> proof() {
        if (proof == null || proof.isCompletedExceptionally()) {
            proof = logIn().toCompletableFuture();
        }
        return proof;
    }

    private synchronized void forget(CompletableFuture<String> used) {
        proof = proof == used ? null : proof;
    }

    private CompletionStage<String> logIn() {
        try {
            return switch (login.type()) {
                case none -> CompletableFuture.completedStage("");
                case basic ->
                    CompletableFuture.completedStage("Basic "
                            + base64(Expression.fill(login.username(), settings) + ":"
                                    + Expression.fill(login.password(), settings)));
                case bearer, header -> CompletableFuture.completedStage(token(settings));
                case session ->
                    web.send(requests.build(login.request(), settings)).thenApply(this::taken);
                case clientCredentials ->
                    web.send(requests.build(login.request(), settings)).thenApply(Session::bearer);
                case refreshToken -> refreshed();
            };
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private String token(Variables variables) {
        String token = Expression.fill(login.token(), variables);
        String scheme = login.type() == LoginType.bearer ? "Bearer" : login.scheme();
        return (scheme.isEmpty() ? "" : scheme + " ") + (login.base64() ? base64(token) : token);
    }

    private String taken(JsonNode answer) {
        Variables all = settings;
        for (var part : login.take().entrySet()) {
            String value = Place.text(answer, part.getValue());
            if (value.isEmpty()) {
                throw new CrmFailure(
                        Kind.LOGIN, "The log-in was refused; check the user and the secret", Optional.empty());
            }
            all = all.with("login." + part.getKey(), value);
        }
        return token(all);
    }

    /** A refresh token that is renewed at each use is kept before the new access token is used. */
    private CompletionStage<String> refreshed() {
        Variables now = settings.with(
                "refreshToken", refreshToken.read().orElseGet(() -> settings.text("setting.refreshToken")));
        return web.send(requests.build(login.request(), now)).thenApply(answer -> {
            String next = answer.path("refresh_token").asText("");
            if (!next.isEmpty()) {
                refreshToken.write(next);
            }
            return bearer(answer);
        });
    }

    private static String bearer(JsonNode answer) {
        String token = answer.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new CrmFailure(
                    Kind.LOGIN, "The log-in gave no access_token; check its address in the template", Optional.empty());
        }
        return "Bearer " + token;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
