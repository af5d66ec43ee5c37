package org.jackfield.crm.rest.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What expressions can name. Immutable. */
final class Variables {
    private final Map<String, String> texts;
    private final Map<String, List<String>> lists;
    private final Map<String, Map<String, String>> words;

    private Variables(
            Map<String, String> texts, Map<String, List<String>> lists, Map<String, Map<String, String>> words) {
        this.texts = texts;
        this.lists = lists;
        this.words = words;
    }

    static Variables of(Map<String, Map<String, String>> words) {
        return new Variables(Map.of(), Map.of(), words);
    }

    Variables with(String name, String value) {
        return with(Map.of(name, value));
    }

    Variables with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(texts);
        all.putAll(more);
        return new Variables(all, lists, words);
    }

    Variables withList(String name, List<String> values) {
        Map<String, List<String>> all = new HashMap<>(lists);
        all.put(name, List.copyOf(values));
        return new Variables(texts, all, words);
    }

    String text(String name) {
        String value = texts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{" + name + "} means nothing here; there are "
                    + String.join(", ", texts.keySet().stream().sorted().toList()));
        }
        return value;
    }

    /** Empty if it is no list. */
    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** The table of that name, or null. */
    Map<String, String> words(String table) {
        return words.get(table);
    }
}
