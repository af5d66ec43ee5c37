package org.jackfield.it.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code ./jackfield bench [PART …]}: measures the parts that are named, or all, and prints one table. */
final class Bench {
    private static final Path FILE = Path.of("target", "bench.json");
    private static final Map<String, Consumer<Report>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("parse", ParseBench::run);
        PARTS.put("latency", LatencyBench::run);
        PARTS.put("memory", MemoryBench::run);
        PARTS.put("resync", ResyncBench::run);
        PARTS.put("index", IndexBench::run);
        PARTS.put("start", StartBench::run);
    }

    private Bench() {}

    public static void main(String[] args) {
        List<String> wanted = args.length == 0 ? List.copyOf(PARTS.keySet()) : Arrays.asList(args);
        for (String part : wanted) {
            if (!PARTS.containsKey(part)) {
                System.err.println("There is no part '" + part + "'; there are " + PARTS.keySet());
                System.exit(2);
            }
        }
        Report report = new Report();
        int failed = 0;
        for (String part : wanted) {
            System.out.println("Measuring " + part + " ...");
            try {
                PARTS.get(part).accept(report);
            } catch (RuntimeException | AssertionError e) {
                failed++;
                report.note(part + " was not measured to its end: " + e.getMessage());
                e.printStackTrace();
            }
        }
        report.print();
        report.write(FILE);
        System.out.println("\nThe same for programs: " + FILE.toAbsolutePath());
        System.exit(failed == 0 ? 0 : 1);
    }
}
