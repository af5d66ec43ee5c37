package org.jackfield.crm.sandbox.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;

/** What the command line says; a wrong option is an {@link IllegalArgumentException} with a sentence for people. */
record SandboxOptions(int port, Path data, boolean people, OrgSettings org, PhoneIndex phones, long apiLimit) {
    static final String HELP = """
            Usage: sandbox [options]    A Salesforce look-alike.

            --port PORT             0 takes any free one and prints it (default 8282)
            --data DIR              where its records are kept, and the private key of its connected app
                                    (default sandbox-data)
            --people B              whether a new org has people and cases (default true)
            --person-accounts B     whether people may be accounts (default false)
            --call-fields B         whether tasks have the fields of a call centre (default true)
            --unique-call-id B      whether the external id of tasks is unique (default true)
            --phone-index HOW       tokens, digits, ends or everybody (default digits)
            --api-limit N           calls until REQUEST_LIMIT_EXCEEDED (default 15000)
            --help
            """;
    private static final Set<String> KNOWN = Set.of(
            "port", "data", "people", "person-accounts", "call-fields", "unique-call-id", "phone-index", "api-limit");

    static SandboxOptions of(String... args) {
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
        OrgSettings org = new OrgSettings(
                flag(given, "person-accounts", "false"),
                flag(given, "call-fields", "true"),
                flag(given, "unique-call-id", "true"),
                Set.of());
        return new SandboxOptions(
                (int) number(given, "port", "8282", 0, 65_535),
                Path.of(given.getOrDefault("data", "sandbox-data")),
                flag(given, "people", "true"),
                org,
                phones(given.getOrDefault("phone-index", "digits")),
                number(given, "api-limit", "15000", 1, Long.MAX_VALUE));
    }

    private static boolean flag(Map<String, String> given, String name, String usual) {
        String value = given.getOrDefault(name, usual);
        if (!List.of("true", "false").contains(value)) {
            throw new IllegalArgumentException("--" + name + " is true or false, not " + value);
        }
        return value.equals("true");
    }

    private static long number(Map<String, String> given, String name, String usual, long least, long most) {
        String value = given.getOrDefault(name, usual);
        if (!value.matches("\\d{1,18}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            String range = most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
            throw new IllegalArgumentException("--" + name + " is a number " + range + ", not " + value);
        }
        return Long.parseLong(value);
    }

    private static PhoneIndex phones(String value) {
        return Arrays.stream(PhoneIndex.values())
                .filter(how -> how.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--phone-index is tokens, digits, ends or everybody, not " + value));
    }
}
