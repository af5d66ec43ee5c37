package org.jackfield.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jackfield.it.harness.Await;
import org.jackfield.it.load.EventTap;
import org.jackfield.it.load.OpenLoop;

/** From the first question of a resync to {@code backInService} read from the event stream, with calls up. */
final class ResyncBench {
    private static final int CALLS = 2_000;
    private static final int AGENTS = 2_000;
    private static final int RUNS = 5;
    private static final int CHANGED = 100;

    private ResyncBench() {}

    static void run(Report report) {
        try (Desk desk = new Desk("bench-resync", AGENTS)) {
            String token = desk.server().token("admin");
            for (int call = 0; call < CALLS; call++) {
                desk.pbx().appears(call, OpenLoop.number(call), String.valueOf(1000 + call % AGENTS));
            }
            List<Double> fresh = new ArrayList<>();
            List<Double> same = new ArrayList<>();
            List<Double> changed = new ArrayList<>();
            fresh.add(once(desk, token));
            MemoryBench.awaitCalls(desk, CALLS);
            for (int run = 0; run < RUNS; run++) {
                same.add(once(desk, token));
            }
            for (int run = 0; run < RUNS; run++) {
                for (int i = 0; i < CHANGED; i++) {
                    int gone = run * CHANGED + i;
                    desk.pbx().vanishes(gone);
                    desk.pbx().appears(CALLS + gone, OpenLoop.number(CALLS + gone), String.valueOf(1000 + gone));
                }
                changed.add(once(desk, token));
            }
            row(report, "all of them new (first of its process)", fresh);
            row(report, "all of them known", same);
            row(report, CHANGED + " gone and " + CHANGED + " new", changed);
        }
    }

    private static double once(Desk desk, String token) {
        long[] back = new long[1];
        try (EventTap tap = new EventTap(desk.server().address(), token, (type, data, at) -> {
            if (type.equals("backInService")) {
                back[0] = at;
            }
        })) {
            desk.pbx().cut();
            Await.until(Duration.ofSeconds(30), "the link is back in service", () -> back[0] != 0);
        }
        Await.pass(Duration.ofSeconds(1));
        return (back[0] - desk.pbx().askedAt()) / 1e6;
    }

    private static void row(Report report, String what, List<Double> millis) {
        double median = Report.median(millis);
        double max = millis.stream().max(Double::compare).orElseThrow();
        report.row(
                "resync",
                "with " + CALLS + " live calls, " + what,
                String.format(Locale.ROOT, "%.0f ms (at most %.0f, %d runs)", median, max, millis.size()),
                "≤ 500 ms",
                Map.of("medianMs", median, "maxMs", max));
    }
}
