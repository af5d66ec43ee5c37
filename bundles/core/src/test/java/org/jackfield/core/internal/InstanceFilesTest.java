package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class InstanceFilesTest {
    private final Map<String, Dictionary<String, ?>> configured = new TreeMap<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @TempDir
    Path etc;

    /** A Configuration Admin that only knows what the class under test asks of it. */
    private ConfigurationAdmin admin() {
        return proxy(ConfigurationAdmin.class, (method, args) -> switch (method) {
            case "getFactoryConfiguration" -> configuration(args[0] + "~" + args[1]);
            case "listConfigurations" ->
                configured.keySet().stream().map(this::configuration).toArray(Configuration[]::new);
            default -> throw new AssertionError(method);
        });
    }

    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (method, args) -> {
            switch (method) {
                case "updateIfDifferent" -> {
                    configured.put(pid, (Dictionary<String, ?>) args[0]);
                    told.add("set " + pid);
                    return true;
                }
                case "delete" -> {
                    configured.remove(pid);
                    told.add("deleted " + pid);
                    return null;
                }
                case "getProperties" -> {
                    return configured.get(pid);
                }
                default -> throw new AssertionError(method);
            }
        });
    }

    private interface Answer {
        Object to(String method, Object[] args);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answer.to(method.getName(), args)));
    }

    @Test
    void aFileWithATildeIsOneInstanceFromItsCreationToItsRemoval() throws IOException, InterruptedException {
        Path file = etc.resolve("org.jackfield.pbx.asterisk~main.cfg");
        Files.writeString(file, "host = pbx\nport=5038\n# a comment\nfile = ${java.version}/x\n");
        Files.writeString(etc.resolve("org.jackfield.rest.cfg"), "is = not ours\n");
        try (InstanceFiles files = new InstanceFiles(admin(), etc)) {
            assertEquals("set org.jackfield.pbx.asterisk~main", told.poll(5, TimeUnit.SECONDS));
            assertEquals(
                    "pbx", configured.get("org.jackfield.pbx.asterisk~main").get("host"));
            assertEquals(
                    System.getProperty("java.version") + "/x",
                    configured.get("org.jackfield.pbx.asterisk~main").get("file"));
            Files.writeString(file, "host = other.example.net\n");
            assertEquals("set org.jackfield.pbx.asterisk~main", told.poll(5, TimeUnit.SECONDS));
            assertEquals(
                    "other.example.net",
                    configured.get("org.jackfield.pbx.asterisk~main").get("host"));
            Files.delete(file);
            assertEquals("deleted org.jackfield.pbx.asterisk~main", told.poll(5, TimeUnit.SECONDS));
            assertTrue(configured.isEmpty());
        }
    }

    @Test
    void aVendorsFileIsAnInstanceToo() throws IOException, InterruptedException {
        Files.writeString(etc.resolve("org.example.pbx.acme~desk_7.cfg"), "host = pbx\n");
        Files.writeString(etc.resolve("~nothing.cfg"), "a = b\n");
        Files.writeString(etc.resolve("notes~old.cfg"), "a = b\n");
        try (InstanceFiles files = new InstanceFiles(admin(), etc)) {
            assertEquals("set org.example.pbx.acme~desk_7", told.poll(5, TimeUnit.SECONDS));
            assertEquals(1, configured.size());
        }
    }
}
