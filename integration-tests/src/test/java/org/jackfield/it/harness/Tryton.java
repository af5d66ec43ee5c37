package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Tryton of our own with two parties, on a free port. Making its database takes some ten seconds. */
public final class Tryton implements AutoCloseable {
    public static final String DATABASE = "crm";
    public static final String USER = "admin";

    private static final Path ADMIN = Path.of("/usr/bin/trytond-admin");

    private final Path folder = Children.temporaryFolder("tryton");
    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private final JsonClient client = new JsonClient();
    private final Process process;
    private final String session;

    public Tryton() {
        try {
            Path configuration = Files.writeString(
                    folder.resolve("trytond.conf"),
                    "[database]\nuri = sqlite://\npath = " + folder + "\n[web]\nlisten = 127.0.0.1:" + port + "\n");
            Path password = Files.writeString(folder.resolve("password"), secret + "\n");
            Files.createFile(folder.resolve(DATABASE + ".sqlite"));
            String settings = configuration.toString();
            Commands.run(
                            "env",
                            "TRYTONPASSFILE=" + password,
                            ADMIN.toString(),
                            "-c",
                            settings,
                            "-d",
                            DATABASE,
                            "--all",
                            "--email",
                            "admin@example.org",
                            "-u",
                            "party",
                            "--activate-dependencies")
                    .orFail("trytond-admin");
            process = Children.start(
                    new ProcessBuilder(program().orElseThrow(), "-c", settings, "-d", DATABASE),
                    folder.resolve("trytond.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Tryton could not be configured", e);
        }
        Await.until(Duration.ofSeconds(40), "Tryton listens", () -> process.isAlive() && Ports.open(port));
        JsonNode key = rpc("", "common.db.login", "[\"" + USER + "\", {\"password\": \"" + secret + "\"}]");
        session = "Session "
                + JsonClient.base64(
                        USER + ":" + key.path(0).asText() + ":" + key.path(1).asText());
        party("Ann Customer", "+44 20 7946 0111");
        party("Bob", "+44 20 7946 0222");
    }

    private void party(String name, String phone) {
        rpc(session, "model.party.party.create", """
            [[{"name": "%s", "contact_mechanisms": [["create", [{"type": "phone", "value": "%s"}]]]}], {}]
            """.formatted(name, phone));
    }

    /** The messages of all notes. */
    public JsonNode notes() {
        return rpc(session, "model.ir.note.search_read", "[[], 0, 100, null, [\"message\"], {}]");
    }

    private JsonNode rpc(String authorization, String method, String parameters) {
        JsonNode answer = client.post(
                url() + "/" + DATABASE + "/",
                authorization,
                "{\"id\": 1, \"method\": \"" + method + "\", \"params\": " + parameters + "}");
        if (answer.has("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return answer.path("result");
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public String secret() {
        return secret;
    }

    static Optional<String> program() {
        return Stream.of("/usr/bin/trytond")
                .filter(p -> Files.isExecutable(Path.of(p)) && Files.isExecutable(ADMIN))
                .findFirst();
    }

    @Override
    public void close() {
        Children.stop(process, 5);
        Children.delete(folder);
    }
}
