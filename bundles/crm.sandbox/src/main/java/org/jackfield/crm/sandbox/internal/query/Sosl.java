package org.jackfield.crm.sandbox.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Field;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/**
 * SOSL: FIND {terms joined by OR} IN … FIELDS RETURNING Object(fields WHERE … LIMIT …), …, as far as connectors use it.
 */
public final class Sosl {
    private static final int MOST = 2_000;
    private static final Pattern TERM = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final Pattern UNESCAPED = Pattern.compile("(?<!\\\\)[?&|!\\[\\](){}^~:+\\-']");

    private final Org org;
    private final String version;
    private final PhoneIndex phones;

    public Sosl(Org org, String version, PhoneIndex phones) {
        this.org = org;
        this.version = version;
        this.phones = phones;
    }

    /** Answers a statement: records of all objects, in the order they are named. */
    public List<Map<String, Object>> run(String statement) {
        Lexer lexer = new Lexer(statement);
        lexer.need("FIND");
        String search = lexer.next();
        if (!search.startsWith("{") && !search.startsWith("'")) {
            throw Lexer.malformed("expecting {, found '" + search + "'");
        }
        List<String> terms = terms(search.substring(1, search.length() - 1));
        String in = lexer.take("IN") ? lexer.next().toUpperCase(Locale.ROOT) : "ALL";
        lexer.take("FIELDS");
        lexer.need("RETURNING");
        List<Map<String, Object>> found = new ArrayList<>();
        do {
            found.addAll(returning(lexer, terms, in));
        } while (lexer.take(","));
        int limit = lexer.take("LIMIT") ? lexer.number() : MOST;
        return found.stream().limit(Math.min(limit, MOST)).toList();
    }

    private List<Map<String, Object>> returning(Lexer lexer, List<String> terms, String in) {
        Schema.Type type = org.schema().need(lexer.next());
        List<String> paths = new ArrayList<>(List.of("Id"));
        List<Row> rows;
        if (lexer.take("(")) {
            paths.clear();
            do {
                paths.add(Row.checked(org, type, lexer.next()));
            } while (lexer.take(","));
            rows = new Soql(org, version).rows(lexer, type, row -> finds(row, type, terms, in));
            lexer.need(")");
        } else {
            rows = new Soql(org, version).rows(lexer, type, row -> finds(row, type, terms, in));
        }
        return rows.stream().map(row -> row.projected(paths, version)).toList();
    }

    private boolean finds(Row row, Schema.Type type, List<String> terms, String in) {
        return type.fields().values().stream()
                .filter(field -> searched(field, in) && row.record().get(field.name()) != null)
                .anyMatch(field -> terms.stream()
                        .anyMatch(term ->
                                finds(field, row.record().get(field.name()).toString(), term)));
    }

    private boolean finds(Field field, String stored, String term) {
        return field.type().equals("phone")
                ? phones.finds(stored, term)
                : PhoneIndex.contains(PhoneIndex.words(stored), PhoneIndex.words(term));
    }

    private static boolean searched(Field field, String in) {
        return switch (in) {
            case "PHONE" -> field.type().equals("phone");
            case "EMAIL" -> field.type().equals("email");
            case "NAME" -> field.name().equals("Name");
            default -> field.type().matches("string|phone|email");
        };
    }

    /** What is looked for: words and phrases, any of which will do. */
    private static List<String> terms(String search) {
        List<String> terms = new ArrayList<>();
        for (Matcher term = TERM.matcher(search); term.find(); ) {
            if (term.group(1) != null) {
                terms.add(term.group(1).replaceAll("\\\\(.)", "$1"));
            } else if (!term.group(2).equals("OR")) {
                terms.add(word(term.group(2)));
            }
        }
        if (terms.stream().noneMatch(term -> term.replaceAll("[^0-9A-Za-z]", "").length() > 1)) {
            throw new ApiError(400, "MALFORMED_SEARCH", "search term must be longer than one character: " + search);
        }
        return terms;
    }

    private static String word(String word) {
        if (word.startsWith("*") || UNESCAPED.matcher(word).find()) {
            throw new ApiError(
                    400,
                    "MALFORMED_SEARCH",
                    "No search term can begin with or hold the reserved character in: " + word);
        }
        return word.replaceAll("\\\\(.)", "$1");
    }
}
