package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Radicale of our own with one address book, on a free port. */
public final class Radicale implements AutoCloseable {
    public static final String USER = "jackfield";

    private static final String ADDRESS_BOOK = "<?xml version='1.0'?><create xmlns='DAV:' xmlns:CR="
            + "'urn:ietf:params:xml:ns:carddav'><set><prop><resourcetype><collection/><CR:addressbook/></resourcetype>"
            + "<displayname>Staff</displayname></prop></set></create>";

    private final Path folder = Children.temporaryFolder("radicale");
    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;

    public Radicale() {
        try {
            Path users = Files.writeString(folder.resolve("users"), USER + ":" + secret + "\n");
            Path configuration =
                    Files.writeString(folder.resolve("config"), """
                [server]
                hosts = 127.0.0.1:%d
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                [storage]
                filesystem_folder = %s
                """.formatted(port, users, folder.resolve("data")));
            process = Children.start(
                    new ProcessBuilder(program().orElseThrow(), "--config", configuration.toString()),
                    folder.resolve("radicale.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Radicale could not be configured", e);
        }
        Await.until(Duration.ofSeconds(20), "Radicale listens", () -> process.isAlive() && Ports.open(port));
        request("MKCOL", "", ADDRESS_BOOK);
        put("ann", "Ann Customer", "TEL;TYPE=WORK:+44 20 7946 0111", "TEL;TYPE=CELL:07700 900123");
        put("bob", "Bob", "TEL:020 7946 0222");
    }

    /** The address book. */
    public String url() {
        return "http://127.0.0.1:" + port + "/" + USER + "/staff/";
    }

    public String secret() {
        return secret;
    }

    /** Adds or changes a contact. */
    public void put(String uid, String name, String... numbers) {
        String card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\nFN:" + name + "\r\nN:" + name + ";;;;\r\n"
                + String.join("\r\n", numbers) + "\r\nEND:VCARD\r\n";
        request("PUT", uid + ".vcf", card);
    }

    public void delete(String uid) {
        request("DELETE", uid + ".vcf", "");
    }

    private void request(String method, String file, String body) {
        String user = Base64.getEncoder().encodeToString((USER + ":" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + file))
                .header("Authorization", "Basic " + user)
                .header("Content-Type", method.equals("PUT") ? "text/vcard" : "application/xml")
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException(method + " " + file + " at Radicale: " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Optional<String> program() {
        return Stream.of("/usr/bin/radicale")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst();
    }

    @Override
    public void close() {
        Children.stop(process, 5);
        Children.delete(folder);
    }
}
