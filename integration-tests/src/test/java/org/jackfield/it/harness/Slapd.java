package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A real slapd of our own with a few people, on a free port. */
public final class Slapd implements AutoCloseable {
    public static final String BASE = "dc=example,dc=org";
    public static final String ADMIN = "cn=admin," + BASE;

    private static final String PEOPLE = """
        dn: dc=example,dc=org
        objectClass: dcObject
        objectClass: organization
        dc: example
        o: example

        dn: cn=Ann Customer,dc=example,dc=org
        objectClass: inetOrgPerson
        cn: Ann Customer
        sn: Customer
        o: Potomac
        uid: ann
        telephoneNumber: +44 20 7946-0111
        mobile: (07700) 900 123

        dn: cn=Bob,dc=example,dc=org
        objectClass: inetOrgPerson
        cn: Bob
        sn: Bob
        telephoneNumber: +1 207 946 0111
        """;

    private final Path folder = Children.temporaryFolder("slapd");
    private final int port = Ports.tcp();
    private final String secret = Secrets.random();
    private final Process process;

    public Slapd() {
        try {
            Path data = Files.createDirectory(folder.resolve("data"));
            Path configuration =
                    Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                database mdb
                suffix "%s"
                rootdn "%s"
                rootpw %s
                directory %s
                """.formatted(BASE, ADMIN, secret, data));
            Path people = Files.writeString(folder.resolve("people.ldif"), PEOPLE);
            Commands.run("/usr/sbin/slapadd", "-f", configuration.toString(), "-l", people.toString())
                    .orFail("slapadd");
            process = Children.start(
                    new ProcessBuilder(program().orElseThrow(), "-f", configuration.toString(), "-h", url(), "-d", "0"),
                    folder.resolve("slapd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("slapd could not be configured", e);
        }
        Await.until(Duration.ofSeconds(20), "slapd listens", () -> process.isAlive() && Ports.open(port));
    }

    public String url() {
        return "ldap://127.0.0.1:" + port;
    }

    /** Of {@link #ADMIN}. */
    public String secret() {
        return secret;
    }

    static Optional<String> program() {
        return Stream.of("/usr/sbin/slapd")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst();
    }

    @Override
    public void close() {
        Children.stop(process, 5);
        Children.delete(folder);
    }
}
