package org.jackfield.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jackfield.it.harness.Await;
import org.jackfield.it.load.EventTap;
import org.jackfield.it.load.OpenLoop;

/** What the server's heap holds after a full collection, without and with calls, agents and open event streams. */
final class MemoryBench {
    private static final int CALLS = 2_000;
    private static final int AGENTS = 2_000;
    private static final int STREAMS = 200;

    private MemoryBench() {}

    static void run(Report report) {
        try (Desk desk = new Desk("bench-memory", 10)) {
            String token = desk.server().token("admin");
            report.row(
                    "memory",
                    "resident, idle with 10 agents",
                    desk.server().residentKb() / 1024 + " MB",
                    "≤ 450 MB",
                    Map.of("residentKb", desk.server().residentKb()));
            double empty = heap(desk);
            agents(desk, AGENTS);
            double staffed = heap(desk);
            row(report, "an agent of agents.csv", (staffed - empty) / (AGENTS - 10), AGENTS);
            for (int call = 0; call < CALLS; call++) {
                String line = String.valueOf(1000 + call % AGENTS);
                desk.pbx().dials(call, OpenLoop.number(call), line);
                desk.pbx().rings(call, line);
                desk.pbx().answers(call, line);
                if (call % 100 == 99) {
                    Await.pass(Duration.ofMillis(100));
                }
            }
            awaitCalls(desk, CALLS);
            double busy = heap(desk);
            row(report, "a live call with its pop and its events in the log", (busy - staffed) / CALLS, CALLS);
            report.row(
                    "memory",
                    "resident with " + CALLS + " live calls",
                    desk.server().residentKb() / 1024 + " MB",
                    "",
                    Map.of("residentKb", desk.server().residentKb()));
            List<EventTap> taps = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                taps.add(new EventTap(desk.server().address(), token, EventTap.NOBODY));
            }
            double watched = heap(desk);
            row(report, "a supervisor's open event stream", (watched - busy) / STREAMS, STREAMS);
            taps.forEach(EventTap::close);
        }
    }

    static void awaitCalls(Desk desk, int calls) {
        Await.until(Duration.ofSeconds(30), calls + " talks are up", () -> desk.server()
                .as("admin")
                .get("/calls?state=active&limit=1&number="
                        + OpenLoop.number(calls - 1).replace("+", "%2B"))
                .body()
                .at("/items/0/state")
                .asText()
                .equals("connected"));
    }

    private static void agents(Desk desk, int count) {
        Path file = desk.server().home().resolve("etc/agents.csv");
        try {
            Files.writeString(file, Desk.agents(count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until(Duration.ofSeconds(10), "the agents are known", () -> desk.server()
                .log()
                .contains(count + " agents in"));
    }

    private static double heap(Desk desk) {
        Await.pass(Duration.ofSeconds(1));
        return desk.server().heapAfterCollection();
    }

    private static void row(Report report, String what, double bytes, int of) {
        report.row(
                "memory",
                what,
                String.format(Locale.ROOT, "%.1f KB (mean of %d)", bytes / 1024, of),
                "",
                Map.of("bytes", bytes));
    }
}
