package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Salesforce look-alike by the command of the README, on a free port and with a folder of its own. */
public final class Sandbox implements AutoCloseable {
    private static final Path COMMAND = Path.of("..", "jackfield");
    private static final Pattern SETTING = Pattern.compile("(?m)^([a-zA-Z]+)=(.+)$");
    // the command builds first when a source has changed
    private static final Duration START = Duration.ofSeconds(180);
    private static final String DATA = "/services/data/v66.0";

    private final Path folder = Children.temporaryFolder("sandbox");
    private final HttpClient http = HttpClient.newHttpClient();
    private int starts;
    private Process process;
    private Map<String, String> settings;
    private String token;

    private Sandbox() {}

    public static Sandbox start() {
        Sandbox sandbox = new Sandbox();
        sandbox.restart();
        return sandbox;
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it with the data it has; its port and its secrets are new. */
    public void restart() {
        Path output = folder.resolve("output" + ++starts);
        String command = COMMAND.toAbsolutePath().normalize().toString();
        String data = folder.resolve("data").toString();
        process = Children.start(
                new ProcessBuilder(command, "sandbox", "--port", "0", "--data", data, "--people", "false"), output);
        settings = Await.value(START, "the sandbox is ready or gone", () -> Optional.of(printed(output))
                .filter(all -> all.containsKey("ready") || !process.isAlive()));
        if (!settings.containsKey("ready")) {
            throw new IllegalStateException("The sandbox ended with status " + process.exitValue() + ": " + settings);
        }
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(settings.get("clientId"), settings.get("clientSecret"));
        token = json(request("/services/oauth2/token").POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    private static Map<String, String> printed(Path output) throws IOException {
        return SETTING.matcher(Files.readString(output))
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    }

    /** What it printed: url, clientId, clientSecret, username, privateKey. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Logs a call; the status of the answer. */
    public int log(String callId) throws IOException, InterruptedException {
        HttpRequest.Builder upsert = request(DATA + "/sobjects/Task/CtiCallId__c/" + callId)
                .method("PATCH", BodyPublishers.ofString("{\"Status\":\"Completed\"}"));
        return http.send(upsert.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The answer to a query. */
    public JsonNode query(String soql) {
        return json(request(DATA + "/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8)));
    }

    /** Makes a record; its id. */
    public String create(String object, Map<String, Object> fields) {
        try {
            String body = new ObjectMapper().writeValueAsString(fields);
            return json(request(DATA + "/sobjects/" + object).POST(BodyPublishers.ofString(body)))
                    .path("id")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it was asked lately: a list of method, path, query and body. */
    public JsonNode requests() {
        return json(request("/sandbox/requests"));
    }

    /** Empties that list. */
    public void forgetRequests() {
        json(request("/sandbox/requests").DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.get("url") + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode json(HttpRequest.Builder request) {
        try {
            return new ObjectMapper()
                    .readTree(
                            http.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Children.stop(process, 10);
        Children.delete(folder);
    }
}
