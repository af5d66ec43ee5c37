package org.jackfield.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Events a second from the socket to told calls, and in turns with it asterisk-java's from the socket to a listener
 * that counts: the same stream, cores, Java options and server process.
 */
final class ParseBench {
    private static final int WARM_UPS = 4;
    private static final int RUNS = 7;
    private static final Map<String, Long> EVENTS = new TreeMap<>(Map.of("full", 480_000L, "lean", 240_000L));
    /** Of both sides: the collector the server ships with, and no time spent on logging. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx512m", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");

    private record Side(String name, Peer peer, List<Double> rates, Map<String, List<Double>> microsPerEvent) {
        Side(String name, Peer peer) {
            this(name, peer, new ArrayList<>(), new TreeMap<>());
        }
    }

    private ParseBench() {}

    static void run(Report report) {
        try (Peer server = new Peer(
                ReplayMain.class, List.of("-Xmx1500m", "-XX:+UseSerialGC"), EVENTS.get("full"), EVENTS.get("lean"))) {
            Map<String, long[]> held = new LinkedHashMap<>();
            for (int i = 0; i < EVENTS.size(); i++) {
                String[] words = server.await("holds");
                held.put(words[1], new long[] {Long.parseLong(words[2]), Long.parseLong(words[3])});
            }
            int port = Integer.parseInt(server.await("port")[1]);
            for (Map.Entry<String, long[]> stream : held.entrySet()) {
                try (Peer ours = new Peer(OursMain.class, OPTIONS, port);
                        Peer theirs = new Peer(TheirsMain.class, OPTIONS, port)) {
                    compare(report, stream.getKey(), stream.getValue(), ours, theirs);
                }
            }
        }
    }

    private static void compare(Report report, String stream, long[] size, Peer ours, Peer theirs) {
        Side we = new Side("Jackfield", ours);
        Side they = new Side("asterisk-java 3.42.2", theirs);
        List<Side> sides = List.of(we, they);
        sides.forEach(side -> side.peer().await("ready"));
        for (int run = 0; run < WARM_UPS + RUNS; run++) {
            for (Side side : sides) {
                side.peer().say("run " + stream);
                String[] ran = side.peer().await("ran");
                if (run >= WARM_UPS) {
                    side.rates().add(size[0] * 1e9 / Long.parseLong(ran[1]));
                    for (int i = 2; i < ran.length; i++) {
                        String[] used = ran[i].split("=");
                        side.microsPerEvent()
                                .computeIfAbsent(used[0], thread -> new ArrayList<>())
                                .add(Long.parseLong(used[1]) / 1e3 / size[0]);
                    }
                }
            }
        }
        for (Side side : sides) {
            double min = side.rates().stream().min(Double::compare).orElseThrow();
            double median = Report.median(side.rates());
            double max = side.rates().stream().max(Double::compare).orElseThrow();
            report.row(
                    "parse",
                    stream + " stream of " + Report.thousands(size[0]) + " events, " + side.name(),
                    "%s events/s (%s to %s)"
                            .formatted(Report.thousands(median), Report.thousands(min), Report.thousands(max)),
                    "",
                    Map.of("eventsPerSecond", median, "min", min, "max", max, "runs", RUNS));
        }
        double ratio = Report.median(we.rates()) / Report.median(they.rates());
        report.row(
                "parse",
                stream + " stream, times as fast",
                String.format(Locale.ROOT, "%.1f", ratio),
                "≥ 10",
                Map.of("ratio", ratio));
        sides.forEach(side -> report.note(side.name() + " on the " + stream + " stream used, in µs of CPU an event: "
                + String.join(
                        ", ",
                        side.microsPerEvent().entrySet().stream()
                                .filter(e -> Report.median(e.getValue()) >= 0.02)
                                .map(e ->
                                        String.format(Locale.ROOT, "%s %.2f", e.getKey(), Report.median(e.getValue())))
                                .toList())));
        digest(report, stream, ours, theirs);
    }

    /** Both have seen the same: every leg we tell of is one that they saw begin and end. */
    private static void digest(Report report, String stream, Peer ours, Peer theirs) {
        ours.say("digest " + stream);
        String[] we = ours.await("saw");
        theirs.say("digest " + stream);
        String[] they = theirs.await("saw");
        Set<String> channels = Set.of(they[4].split(","));
        Set<String> legs = Set.of(we[4].split(","));
        if (!we[2].equals(we[3]) || !channels.containsAll(legs)) {
            throw new IllegalStateException("Not the same was seen on the " + stream + " stream: legs begun " + we[2]
                    + ", ended " + we[3] + "; channels begun " + they[2] + ", ended " + they[3]);
        }
        report.row(
                "parse",
                stream + " stream, equal work",
                "%s call events, %s legs begun and ended, each one of the %s channels the other saw (%s of them hung up)"
                        .formatted(we[1], we[2], they[2], they[3]),
                "",
                Map.of("legs", Long.parseLong(we[2]), "channels", Long.parseLong(they[2])));
    }
}
