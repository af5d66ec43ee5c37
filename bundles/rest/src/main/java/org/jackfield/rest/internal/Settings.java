package org.jackfield.rest.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration, read. A wrong value leaves its default in force and is a sentence in {@code faults}: this bundle is
 * where an operator looks for faults, so it does not go down over one of its own.
 */
record Settings(Set<String> publicHosts, Duration sessionLife, boolean behindHttps, int maxStreams, List<String> faults) {
    static final String FILE = "etc/org.jackfield.rest.cfg";
    static final Settings DEFAULT = of(Map.of());

    private static final int SESSION_HOURS = 12;
    private static final int MAX_STREAMS = 10_000;
    private static final Set<String> KEYS = new TreeSet<>(Set.of("publicHosts", "sessionHours", "behindHttps", "maxStreams"));

    Settings {
        publicHosts = Set.copyOf(publicHosts);
        faults = List.copyOf(faults);
    }

    /** Reads the properties of a configuration. Never fails. */
    static Settings of(Map<String, ?> properties) {
        List<String> faults = new ArrayList<>();
        for (String key : new TreeSet<>(properties.keySet())) {
            // the framework adds keys of its own, all of them with a dot
            if (!KEYS.contains(key) && !key.contains(".")) {
                faults.add("Unknown key '" + key + "' in " + FILE + "; known are " + String.join(", ", KEYS) + ".");
            }
        }
        return new Settings(
                Stream.of(text(properties, "publicHosts", "").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .collect(Collectors.toSet()),
                Duration.ofHours(number(properties, "sessionHours", SESSION_HOURS, 1, 168, faults)),
                flag(properties, "behindHttps", faults),
                number(properties, "maxStreams", MAX_STREAMS, 1, 100_000, faults),
                faults);
    }

    private static int number(Map<String, ?> from, String key, int standard, int min, int max, List<String> faults) {
        String text = text(from, key, Integer.toString(standard));
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        faults.add("'" + text + "' is not allowed for " + key + " in " + FILE + ": write a whole number from " + min + " to "
                + max + "; " + standard + " is used.");
        return standard;
    }

    private static boolean flag(Map<String, ?> from, String key, List<String> faults) {
        String text = text(from, key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            faults.add("'" + text + "' is not allowed for " + key + " in " + FILE + ": write true or false; false is used.");
        }
        return text.equals("true");
    }

    private static String text(Map<String, ?> from, String key, String standard) {
        Object value = from.get(key);
        return value == null ? standard : value.toString().strip();
    }
}
