package org.jackfield.rest.internal;

import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables for spreadsheets (RFC 4180). Nothing in a cell is a formula to them. */
final class Csv {
    private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9.:_-]*";

    private Csv() {}

    /** A row a record, a column a component; the first row names them. */
    static <R extends Record> Response table(String file, Class<R> type, List<R> rows) {
        RecordComponent[] columns = type.getRecordComponents();
        StringBuilder csv = new StringBuilder(
                Arrays.stream(columns).map(RecordComponent::getName).collect(Collectors.joining(",", "", "\r\n")));
        for (R row : rows) {
            csv.append(Arrays.stream(columns)
                    .map(column -> cell(value(column, row)))
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        return Response.ok(csv.toString().getBytes(StandardCharsets.UTF_8))
                .type("text/csv;charset=utf-8")
                .header("Content-Disposition", "attachment; filename=" + file)
                .build();
    }

    private static Object value(RecordComponent column, Record row) {
        try {
            return column.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record of the API cannot be read: " + column, e);
        }
    }

    static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Csv::cell).orElse("");
        }
        String text = String.valueOf(value);
        return text.isEmpty() || text.matches(PLAIN) ? text : "\"'" + text.replace("\"", "\"\"") + "\"";
    }
}
