package org.jackfield.it.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.jackfield.it.harness.Await;
import org.jackfield.it.load.EventTap;
import org.jackfield.it.load.OpenLoop;

/**
 * From the moment a ring was due at the PBX to the pop read from the event stream, by a process outside the server that
 * is both: open loop, so that a pause counts for every call that should have rung in it.
 */
final class LatencyBench {
    private static final int AGENTS = 2_000;
    private static final Duration RINGS = Duration.ofMillis(400);
    private static final OpenLoop WARM_UP = new OpenLoop(100, 4_000, AGENTS, RINGS);
    private static final List<OpenLoop> LOADS = List.of(
            new OpenLoop(20, 600, AGENTS, RINGS),
            new OpenLoop(100, 5_000, AGENTS, RINGS),
            new OpenLoop(500, 10_000, AGENTS, RINGS));
    private static final OpenLoop TARGETED = LOADS.get(1);

    /** When each call's pop and delivered event were read, by the caller's number. */
    private static final class Seen implements EventTap.Hearer {
        private final Map<String, String> numbers = new ConcurrentHashMap<>();
        private final Map<String, Long> delivered = new ConcurrentHashMap<>();
        private final Map<String, Long> popped = new ConcurrentHashMap<>();
        private final Map<String, Boolean> twice = new ConcurrentHashMap<>();

        @Override
        public void heard(String type, String data, long readAt) {
            if (type.equals("delivered")) {
                String number = between(data, "\"caller\":{\"number\":\"", "\"");
                numbers.put(between(data, "\"subject\":\"", "\""), number);
                delivered.putIfAbsent(number, readAt);
            } else if (type.equals("pop") && data.contains("\"rev\":1,")) {
                String number = numbers.getOrDefault(between(data, "\"subject\":\"", "\""), "");
                if (popped.putIfAbsent(number, readAt) != null) {
                    twice.put(number, true);
                }
            }
        }

        private static String between(String text, String from, String to) {
            int start = text.indexOf(from) + from.length();
            return text.substring(start, text.indexOf(to, start));
        }
    }

    private LatencyBench() {}

    static void run(Report report) {
        try (Desk desk = new Desk("bench-latency", AGENTS)) {
            String token = desk.server().token("admin");
            Seen seen = new Seen();
            try (EventTap tap = new EventTap(desk.server().address(), token, seen)) {
                measure(report, desk, WARM_UP, 0, seen);
                int first = WARM_UP.calls();
                for (OpenLoop load : LOADS) {
                    measure(report, desk, load, first, seen);
                    first += load.calls();
                }
            }
        }
    }

    private static void measure(Report report, Desk desk, OpenLoop load, int first, Seen seen) {
        long[] due = load.drive(desk.pbx(), first);
        String last = OpenLoop.number(first + load.calls() - 1);
        Await.until(Duration.ofSeconds(30), "the last pop was read", () -> seen.popped.containsKey(last));
        Histogram pops = new Histogram(60_000_000, 3);
        Histogram inside = new Histogram(60_000_000, 3);
        for (int i = 0; i < due.length; i++) {
            String number = OpenLoop.number(first + i);
            Long popped = seen.popped.get(number);
            if (popped == null || seen.twice.containsKey(number)) {
                throw new IllegalStateException("Call " + number + " popped " + (popped == null ? "never" : "twice"));
            }
            pops.recordValue(Math.max(0, popped - due[i]) / 1_000);
            inside.recordValue(Math.max(0, popped - seen.delivered.get(number)) / 1_000);
        }
        if (load != WARM_UP) {
            row(report, "ring → pop at " + load.perSecond() + " calls/s", pops, load == TARGETED);
            row(report, "of it, delivered read → pop read", inside, false);
        }
    }

    private static void row(Report report, String what, Histogram h, boolean targeted) {
        double p50 = h.getValueAtPercentile(50) / 1e3;
        double p99 = h.getValueAtPercentile(99) / 1e3;
        double p999 = h.getValueAtPercentile(99.9) / 1e3;
        double max = h.getMaxValue() / 1e3;
        report.row(
                "latency",
                what,
                String.format(
                        Locale.ROOT,
                        "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms (%d calls, %d agents)",
                        p50,
                        p99,
                        p999,
                        max,
                        h.getTotalCount(),
                        AGENTS),
                targeted ? "p50 ≤ 0.3, p99 ≤ 2, p99.9 ≤ 10 ms" : "",
                Map.of("p50Ms", p50, "p99Ms", p99, "p999Ms", p999, "maxMs", max, "calls", h.getTotalCount()));
    }
}
