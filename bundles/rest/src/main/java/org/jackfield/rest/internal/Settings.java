package org.jackfield.rest.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configuration, read. A wrong value leaves the default in force instead of stopping the component: health, where
 * an operator looks for what is wrong, is served here, and the core's check of all configurations tells it there.
 */
record Settings(Set<String> publicHosts, Duration sessionLife, boolean behindHttps, boolean framed, int maxStreams) {
    static final String FILE = "etc/org.jackfield.rest.cfg";
    static final int SESSION_HOURS = 12;
    static final int MAX_SESSION_HOURS = 168;
    static final int MAX_STREAMS = 10_000;
    static final int MAX_MAX_STREAMS = 100_000;
    static final Settings DEFAULT = of(Map.of());

    Settings {
        publicHosts = Set.copyOf(publicHosts);
    }

    /** Reads the properties of a configuration. Never fails. */
    static Settings of(Map<String, ?> properties) {
        return new Settings(
                Stream.of(text(properties, "publicHosts").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .collect(Collectors.toSet()),
                Duration.ofHours(whole(properties, "sessionHours", SESSION_HOURS, MAX_SESSION_HOURS)),
                text(properties, "behindHttps").equals("true"),
                text(properties, "framed").equals("true"),
                whole(properties, "maxStreams", MAX_STREAMS, MAX_MAX_STREAMS));
    }

    private static int whole(Map<String, ?> from, String key, int standard, int max) {
        try {
            int value = Integer.parseInt(text(from, key));
            return value >= 1 && value <= max ? value : standard;
        } catch (NumberFormatException e) {
            return standard;
        }
    }

    private static String text(Map<String, ?> from, String key) {
        Object value = from.get(key);
        return value == null ? "" : value.toString().strip();
    }
}
