package org.jackfield.crm.sandbox.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.rest.OAuth;

/** The sandbox as a process of its own; prints {@code name=value} lines, {@code ready=true} as the last of them. */
public final class Main {
    private static final int WRONG_OPTIONS = 2;

    private Main() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(SandboxOptions.HELP);
            return;
        }
        try {
            run(SandboxOptions.of(args));
        } catch (IllegalArgumentException | IOException | UncheckedIOException | GeneralSecurityException fault) {
            System.err.println(fault.getMessage());
            System.exit(WRONG_OPTIONS);
        }
    }

    private static void run(SandboxOptions options) throws IOException, GeneralSecurityException {
        Sandbox.make(options.data());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        OAuth.App app = new OAuth.App("jackfield", secret(), keys.getPublic(), Sandbox.INTEGRATION_USER);
        Sandbox sandbox = listen(options, app);
        if (options.people()) {
            sandbox.moveIn();
        }
        Path key = privateKey(options.data(), keys);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "jackfield-crm.sandbox-shutdown"));
        System.out.println("url=http://127.0.0.1:" + sandbox.port());
        System.out.println("clientId=" + app.clientId());
        System.out.println("clientSecret=" + app.clientSecret());
        System.out.println("username=" + app.runAs());
        System.out.println("privateKey=" + key);
        System.out.println("ready=true");
    }

    private static Sandbox listen(SandboxOptions options, OAuth.App app) throws IOException {
        try {
            return new Sandbox(
                    "127.0.0.1",
                    options.port(),
                    Optional.of(options.data()),
                    options.org(),
                    options.phones(),
                    options.apiLimit(),
                    app);
        } catch (BindException e) {
            throw new IOException("port " + options.port() + " is taken; choose another by --port, or 0 for any", e);
        }
    }

    private static String secret() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }

    private static Path privateKey(Path data, KeyPair keys) throws IOException {
        Path file = data.resolve("private-key.pem").toAbsolutePath();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded());
        return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }
}
