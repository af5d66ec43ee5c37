package org.jackfield.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A real Request Tracker of our own, with a copy of the database that its package made, on a free port. */
public final class RequestTracker implements AutoCloseable {
    public static final String USER = "root";
    /** What the package's database begins with; it is reached from this machine alone. */
    public static final String SECRET = "password";

    private static final Path SERVER = Path.of("/usr/share/request-tracker5/libexec/rt-server");
    private static final Path DATABASE = Path.of("/var/lib/dbconfig-common/sqlite3/request-tracker5/rtdb");
    private static final String AUTHORIZATION = "Basic " + JsonClient.base64(USER + ":" + SECRET);

    private final Path folder = Children.temporaryFolder("rt");
    private final int port = Ports.tcp();
    private final JsonClient client = new JsonClient();
    private final Process process;

    public RequestTracker() {
        try {
            Path data = Files.copy(DATABASE, folder.resolve("rtdb"));
            Path none = Files.createDirectory(folder.resolve("none"));
            Path settings = Files.writeString(folder.resolve("RT_SiteConfig.pm"), """
                Set($rtname, 'jackfield');
                Set($Organization, 'example.org');
                Set($WebDomain, '127.0.0.1');
                Set($WebPort, %1$d);
                Set($WebBaseURL, 'http://127.0.0.1:%1$d');
                Set($WebPath, '');
                Set($DatabaseType, 'SQLite');
                Set($DatabaseName, '%2$s');
                Set($LogToSTDERR, 'warning');
                Set($LogToSyslog, undef);
                Set($LogToFile, undef);
                Set($MailCommand, 'testfile');
                Set($CorrespondAddress, 'rt@example.org');
                Set($CommentAddress, 'rt@example.org');
                1;
                """.formatted(port, data));
            ProcessBuilder program = new ProcessBuilder(
                    "perl", SERVER.toString(), "--host", "127.0.0.1", "--port", String.valueOf(port));
            program.environment().put("RT_SITE_CONFIG", settings.toString());
            program.environment().put("RT_SITE_CONFIG_DIR", none.toString());
            process = Children.start(program, folder.resolve("rt.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Request Tracker could not be configured", e);
        }
        Await.until(Duration.ofSeconds(40), "RT listens", () -> process.isAlive() && Ports.open(port));
        user("ann", "Ann Customer", "+44 20 7946 0111", "");
        user("bob", "Bob", "+1 207 946 0111", "020 7946 0222");
        user("cleo", "Cleo", "", "+44 20 7946 0112");
    }

    /** Adds a user. */
    public void user(String name, String realName, String mobile, String work) {
        client.post(url() + "/REST/2.0/user", AUTHORIZATION, """
            {"Name": "%s", "RealName": "%s", "EmailAddress": "%1$s@example.org", "MobilePhone": "%s", "WorkPhone": "%s"}
            """.formatted(name, realName, mobile, work));
    }

    /** What its user search answers to a filter on a phone field: everybody. */
    public int usersGivenForAFilterOnTheirNumber() {
        return client.post(
                        url() + "/REST/2.0/users",
                        AUTHORIZATION,
                        "[{\"field\": \"MobilePhone\", \"operator\": \"LIKE\", \"value\": \"79460111\"}]")
                .path("total")
                .asInt();
    }

    /** Tickets whose subject holds a text. */
    public JsonNode tickets(String text) {
        String query = URLEncoder.encode("Subject LIKE '" + text + "'", StandardCharsets.UTF_8);
        return client.get(url() + "/REST/2.0/tickets?query=" + query + "&fields=Subject,Requestor", AUTHORIZATION);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    static Optional<String> program() {
        return Files.exists(SERVER) && Files.isReadable(DATABASE) ? Optional.of(SERVER.toString()) : Optional.empty();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy); // it answers by processes of its own
        Children.stop(process, 5);
        Children.delete(folder);
    }
}
