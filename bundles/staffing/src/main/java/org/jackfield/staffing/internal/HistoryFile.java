package org.jackfield.staffing.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads (start of interval, calls) from a CSV file: comma, semicolon or tab, with or without a heading, times as
 * {@code 2026-01-31T09:30}, with a blank for the T, with seconds or an offset, or as {@code 31.01.2026 09:30}; wall
 * clock time as written. Rows of one interval add up, so a file of calls with a 1 each will do.
 */
final class HistoryFile {
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int SHORTEST_INTERVAL = 5;
    private static final int USUAL_INTERVAL = 30;
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'][ ][HH:mm[:ss[.SSS]]][XXX][X]"),
            DateTimeFormatter.ofPattern("dd.MM.yyyy[ HH:mm[:ss]]"));

    private HistoryFile() {}

    /**
     * The file's days. A first or last day that is there only in part is left out, a day without any row is special.
     *
     * @param minutes of an interval; empty: as the file has them
     * @throws IllegalArgumentException a sentence with the line that cannot be read
     */
    static History read(Path file, OptionalInt minutes) throws IOException {
        NavigableMap<LocalDateTime, Double> rows = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(delimiter(file))
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .build()
                        .parse(reader)) {
            for (CSVRecord row : parser) {
                if (row.getRecordNumber() > 1 || !isHeading(row)) {
                    rows.merge(time(file, row), calls(file, row), Double::sum);
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(file + " has no rows of (interval start, calls)");
        }
        return days(rows, minutes.orElseGet(() -> interval(rows)));
    }

    private static String delimiter(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            for (int c = reader.read(); c >= 0 && c != '\n'; c = reader.read()) {
                if (c == ';' || c == '\t' || c == ',') {
                    return String.valueOf((char) c);
                }
            }
        }
        return ",";
    }

    private static boolean isHeading(CSVRecord row) {
        return row.size() > 0 && row.get(0).chars().noneMatch(Character::isDigit);
    }

    private static LocalDateTime time(Path file, CSVRecord row) {
        String written = row.get(0).replace("\uFEFF", "");
        for (DateTimeFormatter form : FORMS) {
            try {
                return form.parseBest(written, LocalDateTime::from, LocalDate::from) instanceof LocalDateTime time
                        ? time
                        : LocalDate.from(form.parse(written)).atStartOfDay();
            } catch (DateTimeParseException e) {
                // the next form
            }
        }
        throw new IllegalArgumentException("Line " + row.getParser().getCurrentLineNumber() + " of " + file + ": '"
                + written + "' is no time; write it as 2026-01-31T09:30");
    }

    private static double calls(Path file, CSVRecord row) {
        String written = row.size() > 1 ? row.get(1) : "";
        try {
            double calls = Double.parseDouble(written);
            if (calls >= 0 && calls < Integer.MAX_VALUE) {
                return calls;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("Line " + row.getParser().getCurrentLineNumber() + " of " + file + ": '"
                + written + "' is no number of calls");
    }

    /** The longest interval that all times are starts of. */
    private static int interval(NavigableMap<LocalDateTime, Double> rows) {
        int common = MINUTES_A_DAY;
        for (LocalDateTime time : rows.keySet()) {
            for (int rest = minute(time); rest != 0; ) {
                int next = common % rest;
                common = rest;
                rest = next;
            }
        }
        return common < SHORTEST_INTERVAL ? USUAL_INTERVAL : common;
    }

    private static int minute(LocalDateTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static History days(NavigableMap<LocalDateTime, Double> rows, int minutes) {
        NavigableMap<LocalDate, List<LocalDateTime>> byDate = new TreeMap<>();
        rows.keySet().forEach(time -> byDate.computeIfAbsent(time.toLocalDate(), date -> new ArrayList<>())
                .add(time));
        dropParts(byDate);
        List<History.Day> days = new ArrayList<>();
        LocalDate last = byDate.lastKey();
        for (LocalDate date = byDate.firstKey(); !date.isAfter(last); date = date.plusDays(1)) {
            double[] calls = new double[MINUTES_A_DAY / minutes];
            for (LocalDateTime time : byDate.getOrDefault(date, List.of())) {
                calls[minute(time) / minutes] += rows.get(time);
            }
            days.add(new History.Day(calls, !byDate.containsKey(date)));
        }
        return new History(byDate.firstKey(), minutes, days);
    }

    /** A file that was cut off in the middle of a day says nothing of that day. */
    private static void dropParts(NavigableMap<LocalDate, List<LocalDateTime>> byDate) {
        int[] starts = byDate.values().stream()
                .mapToInt(day -> minute(day.get(0)))
                .sorted()
                .toArray();
        int[] ends = byDate.values().stream()
                .mapToInt(day -> minute(day.get(day.size() - 1)))
                .sorted()
                .toArray();
        Map.Entry<LocalDate, List<LocalDateTime>> first = byDate.firstEntry();
        Map.Entry<LocalDate, List<LocalDateTime>> last = byDate.lastEntry();
        if (byDate.size() > 2 && minute(first.getValue().get(0)) > starts[starts.length / 2]) {
            byDate.remove(first.getKey());
        }
        List<LocalDateTime> end = last.getValue();
        if (byDate.size() > 2 && minute(end.get(end.size() - 1)) < ends[ends.length / 2]) {
            byDate.remove(last.getKey());
        }
    }
}
