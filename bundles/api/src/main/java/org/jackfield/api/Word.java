package org.jackfield.api;

import java.util.Arrays;
import java.util.Locale;

/**
 * A word of a fixed vocabulary, mostly of ECMA-269 (CSTA III). The Java constant {@code NOT_READY} is written
 * {@code notReady} in JSON, topics, logs and on the shell.
 */
public interface Word {
    /** The Java constant's name. */
    String name();

    /** The word as the outside sees it, in lower camel case. */
    default String word() {
        String[] parts = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i], 1, parts[i].length());
        }
        return word.toString();
    }

    /**
     * Reads a word back.
     *
     * @throws IllegalArgumentException naming the word and the ones allowed
     */
    static <W extends Enum<W> & Word> W of(Class<W> vocabulary, String word) {
        for (W candidate : vocabulary.getEnumConstants()) {
            if (candidate.word().equals(word)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is none of "
                + Arrays.stream(vocabulary.getEnumConstants()).map(Word::word).toList());
    }
}
