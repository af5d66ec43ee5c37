package org.jackfield.crm.rest.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with {@code {variable}} or {@code {variable|filter|filter}} in them. Values are put in as they are and never
 * looked at for expressions again; who puts a text into an address, a form or JSON escapes it there. Nothing of it is
 * code. Pure.
 */
final class Expression {
    private static final Pattern IN_BRACES =
            Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.]*\\??)((?:\\|[A-Za-z][A-Za-z0-9]*)*)}");

    private static final Map<String, UnaryOperator<String>> FILTERS = Map.of(
            "upper", value -> value.toUpperCase(Locale.ROOT),
            "lower", value -> value.toLowerCase(Locale.ROOT),
            "capital", Expression::capital,
            "digits", value -> value.replaceAll("[^0-9]", ""),
            "base64", value -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)),
            // times are ISO-8601 in UTC
            "date", value -> value.substring(0, Math.min(10, value.length())),
            "sqlTime", value -> value.replaceFirst("T", " ").replaceFirst("(\\.[0-9]+)?Z$", ""),
            // inside a quoted text of a query language
            "quoted", value -> value.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\""),
            "number", UnaryOperator.identity());

    private Expression() {}

    /** @param encode what is done to each value before it is put in */
    static String fill(String text, Variables variables, UnaryOperator<String> encode) {
        return IN_BRACES
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(encode.apply(value(found.group(1), found.group(2), variables))));
    }

    static String fill(String text, Variables variables) {
        return fill(text, variables, UnaryOperator.identity());
    }

    /** Whether the text is one expression and nothing else, so that it may stand for a number, a list or nothing. */
    static boolean isWhole(String text) {
        return IN_BRACES.matcher(text).matches();
    }

    /** Whether a whole expression says that nothing is sent if it is empty. */
    static boolean isOptional(String text) {
        Matcher found = IN_BRACES.matcher(text);
        return found.matches() && found.group(1).endsWith("?");
    }

    static boolean isNumber(String text) {
        Matcher found = IN_BRACES.matcher(text);
        return found.matches() && found.group(2).endsWith("|number");
    }

    /** The list a whole expression without filters stands for; empty if it stands for a text. */
    static List<String> list(String text, Variables variables) {
        Matcher found = IN_BRACES.matcher(text);
        return found.matches() ? variables.list(found.group(1)) : List.of();
    }

    private static String value(String name, String filters, Variables variables) {
        String value = variables.text(name.endsWith("?") ? name.substring(0, name.length() - 1) : name);
        for (String filter :
                filters.isEmpty() ? new String[0] : filters.substring(1).split("\\|")) {
            value = filtered(value, filter, variables);
        }
        return value;
    }

    private static String filtered(String value, String filter, Variables variables) {
        Map<String, String> words = variables.words(filter);
        if (words != null) {
            return words.getOrDefault(value, words.getOrDefault("*", value));
        }
        UnaryOperator<String> known = FILTERS.get(filter);
        if (known == null) {
            throw new IllegalArgumentException("the filter '" + filter + "' is not known; there are "
                    + String.join(", ", FILTERS.keySet().stream().sorted().toList())
                    + " and the tables under words");
        }
        return known.apply(value);
    }

    private static String capital(String value) {
        return value.isEmpty() ? value : value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1);
    }
}
