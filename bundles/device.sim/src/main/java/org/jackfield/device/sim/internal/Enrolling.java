package org.jackfield.device.sim.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gets the devices' passwords: from a file, or by enrolling them over the API. */
final class Enrolling {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final HttpClient http = HttpClient.newHttpClient();

    Enrolling(Options options) {
        this.options = options;
    }

    /** Passwords by id. */
    Map<String, String> passwords() throws IOException, InterruptedException {
        Path file = Path.of(options.credentials());
        Map<String, String> found = new LinkedHashMap<>();
        if (!options.credentials().isEmpty() && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int colon = line.indexOf(':');
                if (colon > 0 && found.size() < options.count()) {
                    found.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
            return found;
        }
        for (int i = 0; i < options.count(); i++) {
            String id = options.prefix() + (i + 1);
            found.put(id, enrol(id, options.link() + "/" + (options.firstLine() + i)));
        }
        if (!options.credentials().isEmpty()) {
            Files.write(
                    file,
                    found.entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .toList());
        }
        return found;
    }

    /** How many of the devices the server sees as ready. */
    long ready() throws IOException, InterruptedException {
        JsonNode items =
                JSON.readTree(send(request("/devices").GET().build()).body()).path("items");
        long ready = 0;
        for (JsonNode device : items) {
            ready += device.path("id").asText().startsWith(options.prefix())
                            && device.path("state").asText().equals("ready")
                    ? 1
                    : 0;
        }
        return ready;
    }

    private String enrol(String id, String line) throws IOException, InterruptedException {
        String entry = "{\"place\":\"simulated\",\"lines\":[\"" + line + "\"]}";
        HttpResponse<String> made = send(request("/devices/" + id)
                .PUT(HttpRequest.BodyPublishers.ofString(entry))
                .build());
        HttpResponse<String> secret = made.statusCode() == 201
                ? made
                : send(request("/devices/" + id + "/credentials")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build());
        return JSON.readTree(secret.body()).path("password").asText();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(options.api().orElseThrow() + "/api/v1" + path))
                .header("Authorization", "Bearer " + options.token())
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }
}
