package org.jackfield.crm.sandbox.internal.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/** SOQL: SELECT fields or COUNT() FROM object WHERE … ORDER BY … LIMIT … OFFSET …, as far as connectors use it. */
public final class Soql {
    /**
     * The answer.
     *
     * @param total how many there are; for COUNT() there are no records
     */
    public record Result(int total, List<Map<String, Object>> records) {}

    private final Org org;
    private final String version;

    /** @param version of the API, for the addresses in the answer */
    public Soql(Org org, String version) {
        this.org = org;
        this.version = version;
    }

    /** Answers a statement. */
    public Result run(String statement) {
        Lexer lexer = new Lexer(statement);
        lexer.need("SELECT");
        List<String> names = names(lexer);
        lexer.need("FROM");
        Schema.Type type = type(lexer.next());
        boolean count = names.isEmpty();
        List<String> paths =
                names.stream().map(name -> Row.checked(org, type, name)).toList();
        List<Row> rows = rows(lexer, type, row -> true);
        if (!lexer.atEnd()) {
            throw Lexer.malformed("unexpected token: '" + lexer.peek() + "'");
        }
        return new Result(
                rows.size(),
                count
                        ? List.of()
                        : rows.stream()
                                .map(row -> row.projected(paths, version))
                                .toList());
    }

    private Schema.Type type(String name) {
        return org.schema().types().stream()
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ApiError(400, "INVALID_TYPE", "sObject type '" + name + "' is not supported."));
    }

    private static List<String> names(Lexer lexer) {
        List<String> names = new ArrayList<>();
        if (lexer.take("COUNT", "(", ")")) {
            return names;
        }
        do {
            names.add(lexer.next());
        } while (lexer.take(","));
        return names;
    }

    /**
     * Reads WHERE, ORDER BY, LIMIT and OFFSET, all of which may be missing, and gives what they leave of the found
     * ones.
     */
    List<Row> rows(Lexer lexer, Schema.Type type, Predicate<Row> found) {
        Predicate<Row> where =
                lexer.take("WHERE") ? new Conditions(lexer, path -> Row.checked(org, type, path)).read() : row -> true;
        Stream<Row> rows = org.all(type.name()).stream()
                .map(record -> new Row(org, type, record))
                .filter(where.and(found));
        if (lexer.take("ORDER", "BY")) {
            rows = rows.sorted(order(lexer, type));
        }
        int limit = lexer.take("LIMIT") ? lexer.number() : Integer.MAX_VALUE;
        int offset = lexer.take("OFFSET") ? lexer.number() : 0;
        return rows.skip(offset).limit(limit).toList();
    }

    private Comparator<Row> order(Lexer lexer, Schema.Type type) {
        Comparator<Row> order = (a, b) -> 0;
        do {
            String path = Row.checked(org, type, lexer.next());
            Comparator<Row> next = (a, b) -> Conditions.compare(a.value(path), b.value(path));
            order = order.thenComparing(lexer.take("DESC") ? next.reversed() : next);
            lexer.take("ASC");
            if (lexer.take("NULLS")) {
                lexer.next();
            }
        } while (lexer.take(","));
        return order;
    }
}
