package org.jackfield.crm.directory.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;

/**
 * One reading of a file: who can be found by which number, and what was wrong. Immutable, so that a new reading
 * replaces the old one in one step.
 *
 * @param numbers how many were read
 * @param byKey key is one of {@link NumberMatcher}'s
 * @param problems one sentence each
 */
record Directory(int contacts, int numbers, Map<Integer, List<Entry>> byKey, List<String> problems) {
    /** The kinds of number a row has, the most personal first: that is the order of several matches. */
    enum Field {
        MOBILE,
        PHONE,
        OTHER;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A cell with a number.
     *
     * @param region of numbers without country code
     */
    record Entry(Contact contact, Field field, String written, String region) {}

    /** A contact found by one of its numbers. */
    record Hit(Entry entry, Fit fit) {}

    Directory {
        byKey = Map.copyOf(byKey);
        problems = List.copyOf(problems);
    }

    /** All contacts with that number, best first, each once. */
    List<Hit> find(PhoneNumber wanted, NumberMatcher matcher) {
        Set<Entry> candidates = new LinkedHashSet<>();
        matcher.keys(wanted).forEach(key -> candidates.addAll(byKey.getOrDefault(key, List.of())));
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : candidates) {
            Fit fit = matcher.fit(wanted, entry.written(), entry.region());
            if (fit.fits()) {
                hits.add(new Hit(entry, fit));
            }
        }
        hits.sort(Comparator.comparing((Hit hit) -> hit.fit().strength())
                .thenComparing(hit -> hit.entry().field())
                .thenComparing(hit -> hit.entry().contact().line()));
        Map<String, Hit> once = new LinkedHashMap<>();
        hits.forEach(hit -> once.putIfAbsent(hit.entry().contact().id(), hit));
        return List.copyOf(once.values());
    }
}
