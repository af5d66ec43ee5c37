package org.jackfield.pbx.sim.internal;

import java.util.ArrayList;
import java.util.List;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** Furnishes the call centre: lines from 1001 up, shared out among the queues. */
final class Floor {
    static final String QUEUES = "support,sales:local";

    private static final String MAIN_NUMBER = "+442079460100";
    private static final String SECOND_NUMBER = "+442079460105";
    private static final int MAX_AGENTS = 2_000;
    private static final int FIRST_LINE = 1001;
    private static final long QUEUE_RING_MS = 12_000;
    private static final long QUEUE_RETRY_MS = 1_000;
    private static final long WRAP_UP_MS = 2_000;
    private static final int SERVICE_LEVEL_SECONDS = 20;
    private static final List<String> NAMES =
            List.of("Alice Archer", "Bob Baker", "Carol Chen", "Dan Doyle", "Eve Ekström", "Frank \"Fritz\" Fischer");

    private Floor() {}

    /**
     * @param queues names, separated by commas; {@code :local} behind one reaches its members by Local channels
     * @param speed shortens the queues' times by this factor
     */
    static PbxSetup setup(String systemName, int agents, String queues, double speed, boolean verbose) {
        if (agents < 1 || agents > MAX_AGENTS) {
            throw new IllegalArgumentException("agents is " + agents + "; 1 to " + MAX_AGENTS + " are possible");
        }
        List<PbxSetup.Line> lines = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            String number = Integer.toString(FIRST_LINE + i);
            lines.add(new PbxSetup.Line(number, i < NAMES.size() ? NAMES.get(i) : "Agent " + number));
        }
        List<PbxSetup.Queue> all = new ArrayList<>();
        String[] names = queues.isBlank() ? new String[0] : queues.split(",");
        for (int i = 0; i < names.length; i++) {
            String[] name = names[i].trim().split(":", 2);
            all.add(new PbxSetup.Queue(
                    name[0],
                    number(i),
                    PbxSetup.Strategy.LEASTRECENT,
                    shorter(QUEUE_RING_MS, speed),
                    shorter(QUEUE_RETRY_MS, speed),
                    shorter(WRAP_UP_MS, speed),
                    SERVICE_LEVEL_SECONDS,
                    name.length == 2 && name[1].equals("local"),
                    lines.subList(agents * i / names.length, agents * (i + 1) / names.length)));
        }
        return new PbxSetup(systemName, MAIN_NUMBER, lines, all, List.of("CRM_REF", "CALL_REF", "DIALSTATUS"), verbose);
    }

    private static String number(int queue) {
        return switch (queue) {
            case 0 -> MAIN_NUMBER;
            case 1 -> SECOND_NUMBER;
            default -> String.format("+4420794609%02d", queue);
        };
    }

    private static long shorter(long millis, double speed) {
        return Math.max(1, Math.round(millis / speed));
    }
}
