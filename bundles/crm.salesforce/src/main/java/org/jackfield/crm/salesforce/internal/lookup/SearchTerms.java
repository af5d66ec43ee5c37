package org.jackfield.crm.salesforce.internal.lookup;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to search for. Salesforce does not say how it cuts numbers into words, so every spelling is tried as one word of
 * digits and as the phrase of its groups. Nothing but digits and blanks gets in, so nothing can be smuggled in. Pure.
 */
final class SearchTerms {
    private static final int MOST = 16;
    private static final int SHORTEST = 4;

    private SearchTerms() {}

    static List<String> of(Collection<String> spellings) {
        Set<String> terms = new LinkedHashSet<>();
        spellings.forEach(spelling -> terms.add(digits(spelling)));
        spellings.forEach(spelling -> {
            List<String> groups = groups(spelling);
            if (groups.size() > 1) {
                terms.add("\"" + String.join(" ", groups) + "\"");
            }
        });
        return terms.stream()
                .filter(term -> digits(term).length() >= SHORTEST)
                .limit(MOST)
                .toList();
    }

    static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static List<String> groups(String text) {
        return Stream.of(text.split("[^0-9]+"))
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
