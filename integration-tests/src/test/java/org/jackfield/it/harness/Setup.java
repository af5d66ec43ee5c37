package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a test writes into {@code etc/}: the same files that an operator would edit. This is the one place that knows
 * their names.
 */
public final class Setup {

    public static final String BROKER = "org.jackfield.broker.cfg";
    static final String DATABASE = "org.ops4j.datasource-jackfield.cfg";
    static final String MQTT = "org.jackfield.device.mqtt.cfg";
    public static final String HTTP = "org.apache.felix.http.cfg";
    public static final String HTTP_PORT = "org.osgi.service.http.port";
    public static final String PRESENCE = "org.jackfield.presence.cfg";
    static final String SSH = "org.apache.karaf.shell.cfg";

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> keys = new LinkedHashMap<>();

    private final Map<String, String> environment = new LinkedHashMap<>();

    /** Sets a variable for the server's own scripts. */
    public Setup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Replaces a whole file. */
    public Setup file(String name, String content) {
        files.put(name, content);
        return this;
    }

    /** Sets one key of a file and leaves the rest of the file as it is shipped. */
    public Setup key(String file, String key, String value) {
        keys.computeIfAbsent(file, f -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    /** As {@link #key}, unless the test has set it. */
    Setup keyIfAbsent(String file, String key, String value) {
        keys.computeIfAbsent(file, f -> new LinkedHashMap<>()).putIfAbsent(key, value);
        return this;
    }

    /** The link {@code asterisk~main}. */
    public Setup asterisk(int port, String secret) {
        return asterisk("main", port, secret);
    }

    /** A link of that name. */
    public Setup asterisk(String name, int port, String secret) {
        return asterisk(name, port, AsteriskLab.AMI_USER, secret, "");
    }

    /** A link of that name with an AMI user of its own, at whose lines of that pattern phones obey NOTIFY. */
    public Setup asterisk(String name, int port, String user, String secret, String notifyLines) {
        return file("org.jackfield.pbx.asterisk~" + name + ".cfg", """
            host = 127.0.0.1
            port = %d
            username = %s
            secret = %s
            notifyLines = %s
            """.formatted(port, user, secret, notifyLines));
    }

    /** How the PBX of the lab writes numbers. */
    public Setup numbers() {
        return numbers("main");
    }

    /** As {@link #numbers()}, for the link of that name. */
    public Setup numbers(String name) {
        return file("org.jackfield.number~" + name + ".cfg", """
            link = asterisk~%s
            region = GB
            extensions = 1[0-9]{3}
            ownNumbers = +4420794601*
            """.formatted(name));
    }

    /** Contacts, a CSV with a heading. */
    public Setup contacts(String csv) {
        return file("contacts.csv", csv)
                .file("org.jackfield.crm.directory~contacts.cfg", "file = ${karaf.etc}/contacts.csv\n");
    }

    /** The connector {@code salesforce~org}, whose numbers without country code are of that region. */
    public Setup salesforce(Sandbox org, String region) {
        return file("org.jackfield.crm.salesforce~org.cfg", """
            loginUrl = %s
            clientId = %s
            username = %s
            privateKeyFile = %s
            defaultRegion = %s
            """.formatted(
                        org.settings().get("url"),
                        org.settings().get("clientId"),
                        org.settings().get("username"),
                        org.settings().get("privateKey"),
                        region));
    }

    /** Agents, a CSV with a heading: agent,name,team,link,line. */
    public Setup agents(String csv) {
        return file("agents.csv", csv);
    }

    /** Mosquitto instead of the embedded broker. */
    public Setup mosquitto(Mosquitto broker) {
        return key(BROKER, "enabled", "false")
                .key(MQTT, "brokerUri", "tcp://127.0.0.1:" + broker.port())
                .key(MQTT, "username", Mosquitto.SERVER)
                .key(MQTT, "secret", broker.secret());
    }

    /** PostgreSQL instead of H2. */
    public Setup postgres(Postgres database) {
        return key(DATABASE, "osgi.jdbc.driver.name", "PostgreSQL JDBC Driver")
                .key(DATABASE, "url", database.url())
                .key(DATABASE, "user", Postgres.USER)
                .key(DATABASE, "password", database.secret());
    }

    Map<String, String> files() {
        return files;
    }

    Map<String, Map<String, String>> keys() {
        return keys;
    }

    /** Writes everything into an unpacked distribution. */
    void writeTo(Path home) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(home.resolve("etc").resolve(file.getKey()), file.getValue());
            }
            for (Map.Entry<String, Map<String, String>> file : keys.entrySet()) {
                Path path = home.resolve("etc").resolve(file.getKey());
                List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
                Files.write(path, edited(lines, file.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("etc/ could not be written", e);
        }
    }

    private static List<String> edited(List<String> lines, Map<String, String> values) {
        List<String> result = new ArrayList<>();
        boolean dropping = false;
        for (String line : lines) {
            boolean continues = dropping;
            dropping = continues || values.containsKey(line.split("[=:]", 2)[0].strip());
            if (!dropping) {
                result.add(line);
            }
            dropping &= line.endsWith("\\");
        }
        values.forEach((key, value) -> result.add(key + " = " + value));
        return result;
    }
}
