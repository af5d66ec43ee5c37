package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Mosquitto of our own on a free port, with the rules of {@code jackfield/1}: the server may do everything, a
 * device writes under its own id and reads its own commands.
 */
public final class Mosquitto implements AutoCloseable {

    /** The user as which the product connects. */
    public static final String SERVER = "jackfield";

    private static final String RULES = """
        user jackfield
        topic readwrite jackfield/1/#
        pattern write jackfield/1/%u/$state
        pattern write jackfield/1/%u/$description
        pattern write jackfield/1/%u/s/+
        pattern write jackfield/1/%u/e/+
        pattern write jackfield/1/%u/r/+
        pattern read jackfield/1/%u/c/+
        """;

    private final Path folder = Children.temporaryFolder("mosquitto");
    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private Process process;

    public Mosquitto(String... devices) {
        try {
            Path passwords = folder.resolve("passwords");
            Files.createFile(passwords);
            for (String user :
                    Stream.concat(Stream.of(SERVER), Stream.of(devices)).toList()) {
                Commands.run("mosquitto_passwd", "-b", passwords.toString(), user, secret)
                        .orFail("mosquitto_passwd");
            }
            Files.writeString(folder.resolve("rules"), RULES);
            Files.writeString(folder.resolve("mosquitto.conf"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException("Mosquitto could not be configured", e);
        }
        launch();
    }

    private void launch() {
        process = Children.start(
                new ProcessBuilder(
                        program().orElseThrow(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString()),
                folder.resolve("mosquitto.log"));
        Await.until(Duration.ofSeconds(10), "Mosquitto listens", () -> process.isAlive() && Ports.open(port));
    }

    /** Takes rules and passwords as the product exports them, beside the server's own. */
    public void adopt(Path acl, Path exported) {
        try {
            Path passwords = folder.resolve("passwords");
            List<String> own = Files.readAllLines(passwords).stream()
                    .filter(line -> line.startsWith(SERVER + ":"))
                    .toList();
            Files.writeString(folder.resolve("rules"), Files.readString(acl));
            Files.writeString(passwords, String.join("\n", own) + "\n" + Files.readString(exported));
        } catch (IOException e) {
            throw new UncheckedIOException("Mosquitto's files could not be written", e);
        }
        Commands.run("kill", "-HUP", String.valueOf(process.pid())).orFail("kill -HUP");
    }

    /** Ends it as {@code kill -9} does, with all it knew. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again, empty. */
    public void startAgain() {
        launch();
    }

    public int port() {
        return port;
    }

    /** The password of the server and of every device. */
    public String secret() {
        return secret;
    }

    @Override
    public void close() {
        Children.stop(process, 5);
        Children.delete(folder);
    }

    static Optional<String> program() {
        return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst();
    }

    private String configuration() {
        List<String> lines = List.of(
                "listener " + port + " 127.0.0.1",
                "allow_anonymous false",
                "use_username_as_clientid true",
                "message_size_limit 1024",
                "password_file " + folder.resolve("passwords"),
                "acl_file " + folder.resolve("rules"),
                // else it changes to a user who may not read this folder
                "user " + System.getProperty("user.name"));
        return String.join("\n", lines) + "\n";
    }
}
