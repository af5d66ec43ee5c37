package org.jackfield.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.load.LoadPbx;

/** From the start of the process to ready, each time unpacked anew, with ten agents and a link. */
final class StartBench {
    private static final int RUNS = 3;

    private StartBench() {}

    static void run(Report report) {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            try (LoadPbx pbx = new LoadPbx();
                    Jackfield server = Jackfield.start("bench-start", Desk.setup(pbx.port(), 10))) {
                seconds.add(server.startTook().toMillis() / 1e3);
            }
        }
        double max = seconds.stream().max(Double::compare).orElseThrow();
        report.row(
                "start",
                "cold start to /health ready",
                String.format(Locale.ROOT, "%.1f s (at most %.1f, %d runs)", Report.median(seconds), max, RUNS),
                "",
                Map.of("medianS", Report.median(seconds), "maxS", max));
    }
}
