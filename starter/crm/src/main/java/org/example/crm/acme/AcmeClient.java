package org.example.crm.acme;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;

/**
 * The CRM's own words. Replace it by what yours speaks:
 *
 * <pre>
 * GET /people?phone=E164   a line a person: id;name;company;phone
 * PUT /calls/KEY           writes or overwrites a call: direction;number;seconds;notes
 * </pre>
 */
final class AcmeClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int FIRST_ERROR = 400;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int FIELDS = 4;

    /** A person in the CRM. */
    record Person(String url, String id, String name, String company, String phone) {
        Match match(String connector) {
            return new Match(
                    connector,
                    "Person",
                    id,
                    name,
                    Optional.of(company).filter(text -> !text.isBlank()),
                    Optional.of(url + "/people/" + id),
                    "phone " + phone,
                    List.of());
        }
    }

    private final AcmeConfig config;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "jackfield-crm-acme");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http;

    AcmeClient(AcmeConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(config.timeoutMs()))
                .executor(threads)
                .build();
    }

    CompletableFuture<List<Person>> people(String number) {
        return send(request("/people?phone=" + URLEncoder.encode(number, StandardCharsets.UTF_8)))
                .thenApply(answer -> {
                    if (answer.statusCode() != OK) {
                        throw new IllegalStateException("it answered " + answer.statusCode());
                    }
                    return answer.body().lines().flatMap(line -> person(line).stream()).toList();
                });
    }

    private Optional<Person> person(String line) {
        String[] fields = line.split(";", -1);
        boolean whole = fields.length == FIELDS && fields[0].matches("[A-Za-z0-9]+");
        return whole
                ? Optional.of(new Person(config.url(), fields[0], fields[1], fields[2], fields[3]))
                : Optional.empty();
    }

    CompletableFuture<LogResult> write(Activity activity) {
        String body = String.join(
                ";",
                activity.direction().word(),
                activity.number().orElse(""),
                String.valueOf(activity.talk().toSeconds()),
                // Hostile text: no field of its own making.
                activity.call().notes().orElse("").replaceAll("[;\\p{Cntrl}]", " "));
        return send(request("/calls/" + activity.key()).PUT(BodyPublishers.ofString(body)))
                .thenApply(answer -> {
                    int code = answer.statusCode();
                    if (code == OK || code == CREATED) {
                        return new LogResult.Written(activity.key());
                    }
                    return code >= FIRST_ERROR && code < SERVER_ERROR && code != TOO_MANY
                            ? new LogResult.Refused("The CRM answered " + code + " to a call and takes it never")
                            : LogResult.later("The CRM answered " + code);
                });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(config.url() + path))
                .timeout(Duration.ofMillis(config.timeoutMs()))
                .header("Authorization", "Bearer " + config.token());
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** What a person needs to know of a failure; no number and no token is in it. */
    String sentence(Throwable fault) {
        String why = fault instanceof IllegalStateException
                ? fault.getMessage()
                : fault instanceof java.net.http.HttpTimeoutException ? "it is silent" : "nobody answers";
        return "The Acme CRM at " + config.url() + " is not to be had (" + why + "); check url and token";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
