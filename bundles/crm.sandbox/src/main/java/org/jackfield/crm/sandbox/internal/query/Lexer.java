package org.jackfield.crm.sandbox.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.crm.sandbox.internal.org.ApiError;

/** The words of a SOQL or SOSL statement, one after the other. */
final class Lexer {
    private static final Pattern WORD = Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'"
            + "|\\{(?:[^}\\\\]|\\\\.)*\\}"
            + "|[A-Za-z_][A-Za-z0-9_.]*"
            + "|\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+(?:Z|[+-]\\d{2}:?\\d{2}))?"
            + "|-?\\d+(?:\\.\\d+)?"
            + "|<=|>=|!=|<>|[=<>(),])");

    private final List<String> words = new ArrayList<>();
    private int at;

    Lexer(String statement) {
        Matcher word = WORD.matcher(statement);
        int end = 0;
        while (end < statement.length() && word.find(end) && word.start() == end) {
            words.add(word.group(1));
            end = word.end();
        }
        if (!statement.substring(end).isBlank()) {
            throw malformed("unexpected token: '" + statement.substring(end).strip() + "'");
        }
    }

    static ApiError malformed(String what) {
        return new ApiError(400, "MALFORMED_QUERY", what);
    }

    boolean atEnd() {
        return at == words.size();
    }

    String peek() {
        return atEnd() ? "" : words.get(at);
    }

    String next() {
        if (atEnd()) {
            throw malformed("unexpected token: '<EOF>'");
        }
        return words.get(at++);
    }

    /** Takes these words if they come next. */
    boolean take(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at + i >= words.size() || !words.get(at + i).equalsIgnoreCase(expected[i])) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    void need(String expected) {
        if (!take(expected)) {
            throw malformed("expecting " + expected + ", found '" + peek() + "'");
        }
    }

    int number() {
        String word = next();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw malformed("expecting a number, found '" + word + "'");
        }
    }

    /** A text without its quotes and back-slashes. */
    static String unquoted(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
