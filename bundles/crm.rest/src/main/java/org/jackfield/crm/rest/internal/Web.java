package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jackfield.crm.rest.internal.CrmFailure.Kind;

/** Sends requests and turns whatever comes of them into JSON or a sentence. Follows no redirect, to nowhere. */
final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final long LONGEST_REST_S = 3_600;

    private final HttpClient http;
    private final String title;
    private final String error;
    private final Duration deadline;
    private final ObjectMapper json;

    /**
     * @param title the vendor's name
     * @param error a place that only failed answers have
     */
    Web(String title, String error, Duration deadline, ObjectMapper json, Executor executor) {
        this.title = title;
        this.error = error;
        this.deadline = deadline;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    /** @return fails with a {@link CrmFailure} */
    CompletionStage<JsonNode> send(HttpRequest.Builder request) {
        return http.sendAsync(request.timeout(deadline).build(), head -> new LimitedBody())
                .orTimeout(deadline.toMillis() + 500, java.util.concurrent.TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (failure != null) {
                        throw unreachable(failure);
                    }
                    return answer(answer);
                });
    }

    private CrmFailure unreachable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = cause instanceof HttpTimeoutException || cause instanceof java.util.concurrent.TimeoutException
                ? "did not answer within " + deadline.toMillis() + " ms"
                : cause instanceof ConnectException
                        ? "cannot be reached; is the url right, and does a firewall let it through?"
                        : "broke off ("
                                + (cause instanceof IOException
                                        ? cause.getClass().getSimpleName()
                                        : cause) + ")";
        return new CrmFailure(Kind.AWAY, title + " " + why, Optional.empty());
    }

    private JsonNode answer(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status / 100 != 2) {
            throw failed(status, answer);
        }
        JsonNode read = read(answer.body());
        if (!error.isEmpty() && !Place.all(read, error).isEmpty()) {
            throw new CrmFailure(Kind.REFUSED, title + " answered with an error", Optional.empty());
        }
        return read;
    }

    private JsonNode read(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new CrmFailure(
                    Kind.AWAY,
                    title + " answered with something that is no JSON, such as a page for maintenance",
                    Optional.empty());
        } catch (IOException e) {
            throw new CrmFailure(Kind.AWAY, title + " answered with something unreadable", Optional.empty());
        }
    }

    private CrmFailure failed(int status, HttpResponse<?> answer) {
        Optional<Duration> after = answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.min(LONGEST_REST_S, Long.parseLong(seconds))));
        String answered = title + " answered " + status;
        return switch (status) {
            case 401, 403 ->
                new CrmFailure(Kind.LOGIN, answered + "; check the user, the secret and what they may do", after);
            case 404, 410 -> new CrmFailure(Kind.MISSING, answered + ": there is no such thing", after);
            case 408, 409, 423, 425, 429 -> new CrmFailure(Kind.AWAY, answered + ": not now", after);
            default -> {
                if (status / 100 == 3) {
                    yield new CrmFailure(
                            Kind.AWAY,
                            answered + ", a redirect, and none is followed; write the final address into url",
                            after);
                }
                yield new CrmFailure(
                        status / 100 == 5 ? Kind.AWAY : Kind.REFUSED,
                        answered + (status / 100 == 5 ? ": it is not well" : ": it does not take what was sent"),
                        after);
            }
        };
    }
}
