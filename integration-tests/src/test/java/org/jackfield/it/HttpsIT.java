package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Certificate;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.Ports;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate of one's own, by the keys that the README of {@code rest} names. */
@Needs(RealPart.DISTRIBUTION)
class HttpsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void peopleLogInOverHttpsAndPlainHttpIsSwitchedOffWithoutARestart() throws Exception {
        String password = UUID.randomUUID().toString();
        Path keys = Certificate.make(folder, "localhost", password);
        int port = Ports.tcp();
        Setup setup = new Setup()
                .key(Setup.HTTP, "org.apache.felix.https.enable", "true")
                .key(Setup.HTTP, "org.osgi.service.http.port.secure", String.valueOf(port))
                .key(Setup.HTTP, "org.apache.felix.https.keystore", keys.toString())
                .key(Setup.HTTP, "org.apache.felix.https.keystore.password", password);
        try (Jackfield jackfield = Jackfield.start("https", setup)) {
            HttpClient browser = trusting(keys, password);
            String secure = "https://localhost:" + port;
            Await.until(SOON, "HTTPS answers beside plain HTTP", () -> !isClosed(browser, secure));

            HttpResponse<String> loggedIn =
                    get(browser, jackfield.loginLink("alice").replace(jackfield.address(), secure));
            String cookie = loggedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.contains("Secure") && cookie.contains("HttpOnly"), cookie);

            Path http = jackfield.home().resolve("etc").resolve(Setup.HTTP);
            Files.writeString(http, Files.readString(http) + "\norg.apache.felix.http.enable = false\n");
            Await.until(SOON, "plain HTTP is off", () -> isClosed(browser, jackfield.address()));
            Await.until(SOON, "HTTPS answers alone", () -> !isClosed(browser, secure));
            assertEquals(200, get(browser, secure + "/api/v1/health").statusCode());
        }
    }

    private static HttpClient trusting(Path keys, String password) throws GeneralSecurityException, IOException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust(load(keys, password)).getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static TrustManagerFactory trust(KeyStore keys) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        return trust;
    }

    private static KeyStore load(Path keys, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).timeout(SOON).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + address, e);
        }
    }

    private static boolean isClosed(HttpClient client, String address) {
        try {
            get(client, address + "/api/v1/health");
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false; // it closes just now
        }
    }
}
