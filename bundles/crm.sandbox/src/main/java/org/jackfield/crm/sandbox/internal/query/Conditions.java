package org.jackfield.crm.sandbox.internal.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jackfield.crm.sandbox.internal.org.Ids;

/** Reads what stands behind WHERE. */
final class Conditions {
    private static final DateTimeFormatter STORED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final Lexer lexer;
    private final Function<String, String> checkedPath;

    /** @param checkedPath refuses unknown fields, and gives the schema's spelling of known ones */
    Conditions(Lexer lexer, Function<String, String> checkedPath) {
        this.lexer = lexer;
        this.checkedPath = checkedPath;
    }

    Predicate<Row> read() {
        Predicate<Row> all = one();
        if (lexer.peek().equalsIgnoreCase("AND")) {
            while (lexer.take("AND")) {
                all = all.and(one());
            }
        } else {
            while (lexer.take("OR")) {
                all = all.or(one());
            }
        }
        return all;
    }

    private Predicate<Row> one() {
        if (lexer.take("NOT")) {
            return one().negate();
        }
        if (lexer.take("(")) {
            Predicate<Row> inner = read();
            lexer.need(")");
            return inner;
        }
        String path = checkedPath.apply(lexer.next());
        if (lexer.take("NOT", "IN")) {
            return in(path, values()).negate();
        }
        if (lexer.take("IN")) {
            return in(path, values());
        }
        if (lexer.take("LIKE")) {
            Pattern like = like(value().toString());
            return row -> row.value(path) != null
                    && like.matcher(row.value(path).toString()).matches();
        }
        return comparison(path, lexer.next(), value());
    }

    private static Predicate<Row> comparison(String path, String operator, Object value) {
        return switch (operator) {
            case "=" -> row -> equal(row.value(path), value);
            case "!=", "<>" -> row -> !equal(row.value(path), value);
            case "<" -> row -> comparable(row.value(path), value) && compare(row.value(path), value) < 0;
            case ">" -> row -> comparable(row.value(path), value) && compare(row.value(path), value) > 0;
            case "<=" -> row -> comparable(row.value(path), value) && compare(row.value(path), value) <= 0;
            case ">=" -> row -> comparable(row.value(path), value) && compare(row.value(path), value) >= 0;
            default -> throw Lexer.malformed("unknown operator '" + operator + "'");
        };
    }

    private static Predicate<Row> in(String path, List<Object> values) {
        return row -> values.stream().anyMatch(value -> equal(row.value(path), value));
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        lexer.need("(");
        do {
            values.add(value());
        } while (lexer.take(","));
        lexer.need(")");
        return values;
    }

    private Object value() {
        String word = lexer.next();
        if (word.startsWith("'")) {
            return Lexer.unquoted(word);
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> Null.NULL;
            default -> word.matches("-?\\d+(\\.\\d+)?") ? Double.valueOf(word) : literal(word);
        };
    }

    private static Object literal(String word) {
        if (!Character.isDigit(word.charAt(0))) {
            throw Lexer.malformed("bind variables only allowed in Apex code: '" + word + "'");
        }
        return word;
    }

    /** SOQL's null, which is a value to compare with. */
    private enum Null {
        NULL
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder("(?is)");
        for (char c : pattern.toCharArray()) {
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    private static boolean equal(Object there, Object value) {
        if (value == Null.NULL || there == null) {
            return there == null && value == Null.NULL;
        }
        if (there instanceof Boolean || value instanceof Boolean) {
            return there.equals(value);
        }
        String a = there.toString();
        String b = value.toString();
        return Ids.isId(a) && Ids.isId(b) && a.regionMatches(0, b, 0, 15) || compare(there, value) == 0;
    }

    private static boolean comparable(Object there, Object value) {
        return there != null && value != Null.NULL;
    }

    /** Numbers as numbers, times as times, everything else as text in any case; nothing comes first. */
    static int compare(Object one, Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        if (one instanceof Number a && other instanceof Number b) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        Instant a = instant(one.toString());
        Instant b = a == null ? null : instant(other.toString());
        return b != null ? a.compareTo(b) : one.toString().compareToIgnoreCase(other.toString());
    }

    private static Instant instant(String text) {
        if (text.length() < 20 || text.charAt(10) != 'T') {
            return null;
        }
        try {
            return text.endsWith("+0000")
                    ? OffsetDateTime.parse(text, STORED).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
