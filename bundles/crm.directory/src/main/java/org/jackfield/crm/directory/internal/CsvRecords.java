package org.jackfield.crm.directory.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Cuts a CSV text (RFC 4180) into records, one at a time, so that a broken one costs itself and not the rest of the
 * file. A quoted value may go over several lines.
 */
final class CsvRecords {
    /** A value longer than this many lines is a forgotten quote. */
    private static final int LINES_OF_A_RECORD = 50;

    private static final String UNCLOSED =
            "a quote is opened and never closed; close it, or write a quote inside a value twice";
    private static final String MISPLACED = "a quote is in the wrong place; write a quote inside a value twice";

    /**
     * A record, or what is wrong with it.
     *
     * @param line where it starts, counted from 1
     * @param values empty if it is broken
     * @param problem empty if it is whole
     */
    record Row(int line, List<String> values, String problem) {}

    private final List<String> lines;
    private final CSVFormat format;
    private int columns;
    private int next;

    /** Reads what comes after the header, whose separator is the one it uses most. */
    CsvRecords(List<String> lines) {
        this.lines = lines;
        this.next = firstUsed(0);
        String header = next < lines.size() ? lines.get(next) : "";
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator(header))
                .setIgnoreSurroundingSpaces(true)
                .build();
    }

    /** The next record; empty at the end. Blank lines and comments are skipped. */
    Optional<Row> next() {
        next = firstUsed(next);
        if (next >= lines.size()) {
            return Optional.empty();
        }
        int start = next++;
        StringBuilder text = new StringBuilder(lines.get(start));
        for (int end = start + 1; ; end++) {
            String problem = "";
            try {
                List<String> values = parse(text.toString());
                boolean swallowedOthers = end > start + 1 && values.size() > columns;
                if (!swallowedOthers) {
                    columns = columns == 0 ? values.size() : columns;
                    next = end;
                    return Optional.of(new Row(start + 1, values, ""));
                }
                problem = UNCLOSED;
            } catch (IOException | IllegalStateException | UncheckedIOException e) {
                boolean unclosed = String.valueOf(e.getMessage()).contains("EOF");
                boolean mayGoOn = unclosed && end < lines.size() && end < start + LINES_OF_A_RECORD;
                problem = mayGoOn ? "" : unclosed ? UNCLOSED : MISPLACED;
            }
            if (!problem.isEmpty()) {
                return Optional.of(new Row(start + 1, List.of(), problem));
            }
            text.append('\n').append(lines.get(end));
        }
    }

    private List<String> parse(String record) throws IOException {
        try (CSVParser parser = CSVParser.parse(new StringReader(record), format)) {
            return parser.getRecords().get(0).toList();
        }
    }

    private int firstUsed(int from) {
        int at = from;
        while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("#"))) {
            at++;
        }
        return at;
    }

    private static char separator(String header) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }
}
