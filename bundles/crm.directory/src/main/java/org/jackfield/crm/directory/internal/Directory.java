package org.jackfield.crm.directory.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One reading of a file: who can be found by which number, and what was wrong. Immutable, so that a new reading
 * replaces the old one in one step.
 *
 * @param byNumber key is E.164
 * @param problems one sentence each
 */
record Directory(int contacts, Map<String, List<Hit>> byNumber, List<String> problems) {
    /** The kinds of number a row has, the most personal first: that is the order of several matches. */
    enum Field {
        MOBILE,
        PHONE,
        OTHER;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A contact found by one of its numbers. */
    record Hit(Contact contact, Field field) {}

    Directory {
        byNumber = Map.copyOf(byNumber);
        problems = List.copyOf(problems);
    }

    /** All contacts with that number, best first, each once. */
    <T> List<T> find(String e164, BiFunction<Contact, Field, T> result) {
        List<Hit> hits = new ArrayList<>(byNumber.getOrDefault(e164, List.of()));
        hits.sort(Comparator.comparing(Hit::field)
                .thenComparing(hit -> hit.contact().line()));
        Map<String, Hit> once = new LinkedHashMap<>();
        hits.forEach(hit -> once.putIfAbsent(hit.contact().id(), hit));
        return once.values().stream()
                .map(hit -> result.apply(hit.contact(), hit.field()))
                .toList();
    }
}
