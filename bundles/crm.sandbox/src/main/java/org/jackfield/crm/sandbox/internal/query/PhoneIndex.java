package org.jackfield.crm.sandbox.internal.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How an org finds numbers. Salesforce does not say how it indexes them, so a connector must work with each of these.
 */
public enum PhoneIndex {
    /** The words that were typed: {@code (415) 555-1212} is found by {@code 415 555 1212} in this order. */
    TOKENS {
        @Override
        boolean finds(String stored, String term) {
            return contains(words(stored), words(term));
        }
    },
    /** The digits as one word. */
    DIGITS {
        @Override
        boolean finds(String stored, String term) {
            String digits = digits(stored);
            return !digits.isEmpty() && digits.equals(digits(term));
        }
    },
    /** Any common end of seven digits: finds far too much. */
    ENDS {
        @Override
        boolean finds(String stored, String term) {
            String there = digits(stored);
            String asked = digits(term);
            return Math.min(there.length(), asked.length()) >= END
                    && there.substring(there.length() - END).equals(asked.substring(asked.length() - END));
        }
    },
    /** Ignores what was asked and finds everybody who has a number, as a real helpdesk does. */
    EVERYBODY {
        @Override
        boolean finds(String stored, String term) {
            return true;
        }
    };

    private static final int END = 7;
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^0-9A-Za-z]+|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Za-z])(?=[0-9])");

    abstract boolean finds(String stored, String term);

    /** The mode as an option names it. */
    public static PhoneIndex of(String word) {
        try {
            return valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("phone index '" + word + "' is none of tokens, digits, ends, everybody");
        }
    }

    static List<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static boolean contains(List<String> words, List<String> phrase) {
        return !phrase.isEmpty() && java.util.Collections.indexOfSubList(words, phrase) >= 0;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}
