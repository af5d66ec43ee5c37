package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL of our own on a free port with an empty database. */
public final class Postgres implements AutoCloseable {

    public static final String USER = "jackfield";

    private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");

    private final Path programs = programs().orElseThrow();
    private final Path folder = Children.temporaryFolder("postgres");
    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private final Process process;

    public Postgres() {
        Path data = folder.resolve("data");
        try {
            Path password = Files.writeString(folder.resolve("password"), secret);
            if (RealPart.isRoot()) {
                Commands.run("chown", "-R", "postgres", folder.toString()).orFail("chown");
            }
            Commands.run(
                            "",
                            asPostgres(
                                    "initdb",
                                    "-D",
                                    data.toString(),
                                    "-U",
                                    USER,
                                    "--pwfile=" + password,
                                    "--auth=scram-sha-256",
                                    "-E",
                                    "UTF8",
                                    "--no-sync"))
                    .orFail("initdb");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be configured", e);
        }
        ProcessBuilder server = new ProcessBuilder(asPostgres(
                "postgres",
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-h",
                "127.0.0.1",
                "-k",
                folder.toString()));
        process = Children.start(server, folder.resolve("postgres.log"));
        Await.until(Duration.ofSeconds(20), "PostgreSQL answers", () -> query("SELECT 1")
                .equals("1"));
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String secret() {
        return secret;
    }

    /** The result of a query as psql prints it, without headings. */
    public String query(String sql) {
        return Commands.run(
                        "",
                        List.of(
                                "env",
                                "PGPASSWORD=" + secret,
                                programs.resolve("psql").toString(),
                                "-h",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(port),
                                "-U",
                                USER,
                                "-At",
                                "-c",
                                sql,
                                "postgres"))
                .orFail("psql")
                .output()
                .strip();
    }

    @Override
    public void close() {
        Children.stop(process, 10);
        Children.delete(folder);
    }

    /** Where the newest PostgreSQL on this machine has its programs. */
    static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLATIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
            return versions.map(v -> v.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> asPostgres(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (RealPart.isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
