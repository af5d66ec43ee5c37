package org.jackfield.crm.sandbox.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;

/** The sandbox as a process of its own; prints {@code name=value} lines, {@code ready=true} as the last of them. */
public final class Main {
    private static final int WRONG_OPTIONS = 2;
    private static final String HELP = """
            Usage: sandbox [options]    A Salesforce look-alike.

            --port PORT             0 takes any free one and prints it (default 8282)
            --data DIR              where its records are kept, and the private key of its connected app
            --person-accounts B     whether people may be accounts (default false)
            --call-fields B         whether tasks have the fields of a call centre (default true)
            --unique-call-id B      whether the external id of tasks is unique (default true)
            --phone-index HOW       tokens, digits, ends or everybody (default digits)
            --api-limit N           calls until REQUEST_LIMIT_EXCEEDED (default 15000)
            --help
            """;
    private static final Set<String> KNOWN =
            Set.of("port", "data", "person-accounts", "call-fields", "unique-call-id", "phone-index", "api-limit");

    private Main() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(options(args));
        } catch (IllegalArgumentException | IOException | GeneralSecurityException fault) {
            System.err.println(fault.getMessage());
            System.exit(WRONG_OPTIONS);
        }
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : "";
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(args[i] + " is not an option; --help lists them");
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            given.put(name, args[i + 1]);
        }
        return given;
    }

    private static void run(Map<String, String> options) throws IOException, GeneralSecurityException {
        // the server writes heads and bodies apart, which waits 40 ms for a late acknowledgement otherwise
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Path data = Path.of(options.getOrDefault("data", "sandbox-data"));
        Files.createDirectories(data);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Path key = privateKey(data, keys);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().encodeToString(random);
        OAuth.App app = new OAuth.App("jackfield", secret, keys.getPublic(), Sandbox.INTEGRATION_USER);
        OrgSettings settings = new OrgSettings(
                Boolean.parseBoolean(options.get("person-accounts")),
                !"false".equals(options.get("call-fields")),
                !"false".equals(options.get("unique-call-id")),
                Set.of());
        Sandbox sandbox = new Sandbox(
                "127.0.0.1",
                Integer.parseInt(options.getOrDefault("port", "8282")),
                Optional.of(data),
                settings,
                PhoneIndex.of(options.getOrDefault("phone-index", "digits")),
                Long.parseLong(options.getOrDefault("api-limit", "15000")),
                app);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "jackfield-crm.sandbox-shutdown"));
        System.out.println("url=http://127.0.0.1:" + sandbox.port());
        System.out.println("clientId=" + app.clientId());
        System.out.println("clientSecret=" + secret);
        System.out.println("username=" + Sandbox.INTEGRATION_USER);
        System.out.println("privateKey=" + key);
        System.out.println("ready=true");
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
