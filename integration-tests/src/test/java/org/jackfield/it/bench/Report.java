package org.jackfield.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured: one table for people, one file for programs. */
final class Report {
    private record Row(String part, String what, String value, String target, Map<String, Object> figures) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param target empty if nothing was promised
     * @param figures the same for programs, with units in the names
     */
    void row(String part, String what, String value, String target, Map<String, Object> figures) {
        rows.add(new Row(part, what, value, target, figures));
        System.out.printf("  %s: %s%n", what, value);
    }

    void note(String text) {
        notes.add(text);
        System.out.println("  " + text);
    }

    static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    void print() {
        int what = rows.stream().mapToInt(r -> r.what().length()).max().orElse(0);
        int value = rows.stream().mapToInt(r -> r.value().length()).max().orElse(0);
        String line = "%-9s %-" + Math.max(what, 1) + "s  %-" + Math.max(value, 1) + "s  %s%n";
        System.out.printf("%nJackfield benchmark, %s, %s%n%n", Instant.now(), machine());
        System.out.printf(line, "part", "what", "measured", "target");
        rows.forEach(r -> System.out.printf(line, r.part(), r.what(), r.value(), r.target()));
        notes.forEach(note -> System.out.println("- " + note));
    }

    void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", Instant.now().toString());
        all.put("machine", machine());
        all.put(
                "rows",
                rows.stream()
                        .map(r -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("part", r.part());
                            row.put("what", r.what());
                            row.put("measured", r.value());
                            row.put("target", r.target());
                            row.putAll(r.figures());
                            return row;
                        })
                        .toList());
        all.put("notes", notes);
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsBytes(all));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    static String thousands(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
