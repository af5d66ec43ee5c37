package org.jackfield.desktop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the page, in every language. */
class LanguagesTest {
    private static final Pattern HOLE = Pattern.compile("\\{\\w+}");
    private static final Pattern ASKED =
            Pattern.compile("\\bt\\('([a-zA-Z.]+)'|'((?:crm|phase|service|party|idle)\\.[a-zA-Z]+)'");
    private static final Pattern MARKED = Pattern.compile("data-text=\"([a-zA-Z.]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"vi", "th", "km"})
    void aTranslationSaysAllThatEnglishSays(String language) throws Exception {
        Map<String, String> english = words("en");
        Map<String, String> translation = words(language);
        assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(translation.keySet()));
        translation.forEach((key, text) -> {
            assertFalse(text.isBlank(), key);
            assertEquals(holes(english.get(key)), holes(text), key);
        });
    }

    @Test
    void everyTextThePageAsksForExists() throws Exception {
        Map<String, String> english = words("en");
        WebFiles.ours(".js").forEach((path, module) -> ASKED.matcher(module)
                .results()
                .map(asked -> asked.group(1) == null ? asked.group(2) : asked.group(1))
                .forEach(key -> assertTrue(english.containsKey(key), () -> path + " asks for " + key)));
        WebFiles.ours(".html").forEach((path, page) -> MARKED.matcher(page)
                .results()
                .map(asked -> asked.group(1))
                .forEach(key -> assertTrue(english.containsKey(key), () -> path + " asks for " + key)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.loggedOff",
                "agent.notReady",
                "agent.ready",
                "agent.busy",
                "agent.workingAfterCall",
                "crm.pending",
                "crm.ok",
                "crm.unavailable",
                "crm.none"
            })
    void everyWordOfTheModelHasAText(String key) throws Exception {
        assertTrue(words("en").containsKey(key));
    }

    private static Map<String, String> words(String language) throws IOException {
        String file = WebFiles.text("/i18n/" + language + ".json");
        return new ObjectMapper().readValue(file, new TypeReference<TreeMap<String, String>>() {});
    }

    private static List<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }
}
