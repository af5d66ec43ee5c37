package org.jackfield.core.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each {@code etc/<pid>~<name>.cfg} the instance {@code <name>} of its factory PID, as OSGi's Configuration Admin
 * writes such names (104.5.2). Felix File Install, which reads every other file of {@code etc/}, only knows the older
 * spelling with a dash. Ours and vendors' alike; a file that appears, changes or goes starts, reconfigures or stops
 * exactly its instance.
 */
@Component(
        service = {},
        immediate = true)
public final class InstanceFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceFiles.class);
    private static final long LOOK_EVERY_MS = 1_000;
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+)~([A-Za-z0-9._-]+)\\.cfg");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /** Marks the configurations that come from here. */
    static final String FILE = "jackfield.file";

    private record Seen(long modified, long size) {}

    private final ConfigurationAdmin configurations;
    private final Path etc;
    private final Map<String, Seen> seen = new HashMap<>();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jackfield-core-instances");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public InstanceFiles(@Reference ConfigurationAdmin configurations) {
        this(configurations, Path.of(System.getProperty("karaf.etc", "etc")));
    }

    InstanceFiles(ConfigurationAdmin configurations, Path etc) {
        this.configurations = configurations;
        this.etc = etc;
        look();
        watcher.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        Set<String> there = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, "*~*.cfg")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    there.add(file.getFileName().toString());
                    read(file, name.group(1), name.group(2));
                }
            }
            forgetAllBut(there);
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.debug("{} cannot be read now", etc, e);
        }
    }

    private void read(Path file, String pid, String instance) throws IOException {
        String name = file.getFileName().toString();
        Seen now = new Seen(Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        if (now.equals(seen.put(name, now))) {
            return;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn(
                    "etc/{} cannot be read ({}) and changes nothing; write one key = value a line, in UTF-8",
                    name,
                    e.getMessage());
            return;
        }
        Dictionary<String, Object> values = new Hashtable<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, resolved(properties.getProperty(key))));
        values.put(FILE, name);
        configurations.getFactoryConfiguration(pid, instance, "?").updateIfDifferent(values);
    }

    /** {@code ${karaf.etc}} and other system properties, {@code ${env:NAME:-default}} from the environment. */
    private static String resolved(String value) {
        return VARIABLE.matcher(value.strip()).replaceAll(variable -> Matcher.quoteReplacement(variable(variable)));
    }

    private static String variable(MatchResult variable) {
        String[] nameAndDefault = variable.group(1).split(":-", 2);
        String name = nameAndDefault[0];
        String found = name.startsWith("env:") ? System.getenv(name.substring(4)) : System.getProperty(name);
        String otherwise = nameAndDefault.length > 1 ? nameAndDefault[1] : variable.group();
        return found == null ? otherwise : found;
    }

    private void forgetAllBut(Set<String> there) throws IOException, InvalidSyntaxException {
        seen.keySet().retainAll(there);
        Configuration[] ours = configurations.listConfigurations("(" + FILE + "=*)");
        for (Configuration configuration : ours == null ? new Configuration[0] : ours) {
            if (!there.contains(String.valueOf(configuration.getProperties().get(FILE)))) {
                configuration.delete();
            }
        }
    }

    @Override
    @Deactivate
    public void close() {
        watcher.shutdownNow();
    }
}
