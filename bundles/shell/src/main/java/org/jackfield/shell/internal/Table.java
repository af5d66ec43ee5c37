package org.jackfield.shell.internal;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jackfield.api.Word;

/** A table for people. Every cell is made harmless; words are written as the API writes them. */
final class Table {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final ShellTable table = new ShellTable();

    Table(String whenEmpty, String... columns) {
        table.emptyTableText(whenEmpty);
        Arrays.stream(columns).forEach(table::column);
    }

    /** Adds a row. */
    Table row(Object... cells) {
        table.addRow().addContent(Arrays.stream(cells).map(Table::cell).toArray());
        return this;
    }

    void print(PrintStream out) {
        table.print(out);
    }

    /** How a value is written in a table or a sentence. */
    static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Table::cell).orElse("");
        }
        if (value instanceof Word word) {
            return word.word();
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant);
        }
        return Plain.text(String.valueOf(value));
    }
}
