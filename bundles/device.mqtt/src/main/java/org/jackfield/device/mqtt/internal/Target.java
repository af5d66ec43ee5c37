package org.jackfield.device.mqtt.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a broker is and who we are there.
 *
 * @param trustedCertificate file of a certificate to trust for {@code ssl://}; empty for those Java trusts
 */
record Target(String uri, String clientId, String user, String password, String trustedCertificate) {
    static final int CONNECT_SECONDS = 10;
    static final int KEEP_ALIVE_SECONDS = 10;

    /** Checks what a person wrote; the message is one sentence. */
    static void check(String uri) {
        try {
            URI parsed = URI.create(uri);
            boolean known = "tcp".equals(parsed.getScheme()) || "ssl".equals(parsed.getScheme());
            if (known && parsed.getHost() != null && parsed.getPort() > 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below in our own words.
        }
        throw new IllegalArgumentException("etc/" + MqttConfig.PID + ".cfg: brokerUri is '" + uri
                + "', allowed are tcp://host:port and ssl://host:port");
    }

    /** What makes sockets, where the usual way would not do. */
    Optional<SocketFactory> sockets() throws IOException {
        if (trustedCertificate.isBlank() || !uri.startsWith("ssl:")) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(Path.of(trustedCertificate))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return Optional.of(context.getSocketFactory());
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "trustedCertificate '" + trustedCertificate + "' cannot be read as a PEM file (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    @Override
    public String toString() {
        return uri;
    }
}
