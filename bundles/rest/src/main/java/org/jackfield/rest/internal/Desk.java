package org.jackfield.rest.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agents' page offers; the components are the JSON's members.
 *
 * @param dispositionRequired queues after whose calls a disposition is owed
 * @param newContactUrl with {@code {number}} and {@code {name}} to be replaced
 */
record Desk(
        List<String> reasons,
        List<String> dispositions,
        List<String> dispositionRequired,
        Optional<String> newContactUrl) {
    static final String REASONS = "break, lunch, meeting, training, paperwork";

    Desk {
        reasons = List.copyOf(reasons);
        dispositions = List.copyOf(dispositions);
        dispositionRequired = List.copyOf(dispositionRequired);
    }

    /** Reads the properties of a configuration. An address that is no web address counts as none. */
    static Desk of(Map<String, ?> properties) {
        return new Desk(
                list(properties, "reasons", REASONS),
                list(properties, "dispositions", ""),
                list(properties, "dispositionRequired", ""),
                Optional.of(text(properties, "newContactUrl", "")).filter(url -> url.matches("https?://\\S+")));
    }

    private static List<String> list(Map<String, ?> from, String key, String standard) {
        return Arrays.stream(text(from, key, standard).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static String text(Map<String, ?> from, String key, String standard) {
        Object value = from.get(key);
        return value == null ? standard : value.toString().strip();
    }
}
