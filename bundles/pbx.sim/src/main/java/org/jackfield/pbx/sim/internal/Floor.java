package org.jackfield.pbx.sim.internal;

import java.util.ArrayList;
import java.util.List;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/** Furnishes the call centre: lines from 1001 up, shared out among the queues. */
final class Floor {
    static final String QUEUES = "support,sales:local";

    private static final String MAIN_NUMBER = "+442079460100";
    private static final String SECOND_NUMBER = "+442079460105";
    private static final String POP_QUEUE = "priority";
    private static final String POP_QUEUE_NUMBER = "+442079460109";
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
     * @param popLine a line that is kept out of these queues and alone in one of its own; empty for none
     * @param queues names, separated by commas; {@code :local} behind one reaches its members by Local channels
     * @param speed shortens the queues' times by this factor
     */
    static PbxSetup setup(String systemName, int agents, String queues, String popLine, double speed, boolean verbose) {
        if (agents < 1 || agents > MAX_AGENTS) {
            throw new IllegalArgumentException("agents is " + agents + "; 1 to " + MAX_AGENTS + " are possible");
        }
        List<PbxSetup.Line> lines = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            String number = Integer.toString(FIRST_LINE + i);
            lines.add(new PbxSetup.Line(number, i < NAMES.size() ? NAMES.get(i) : "Agent " + number));
        }
        List<PbxSetup.Line> shared =
                lines.stream().filter(line -> !line.number().equals(popLine)).toList();
        List<PbxSetup.Line> own =
                lines.stream().filter(line -> line.number().equals(popLine)).toList();
        if (!popLine.isEmpty() && own.isEmpty()) {
            throw new IllegalArgumentException("popLine is " + popLine + ", which is no line here");
        }
        List<PbxSetup.Queue> all = new ArrayList<>();
        String[] names = queues.isBlank() ? new String[0] : queues.split(",");
        for (int i = 0; i < names.length; i++) {
            String[] name = names[i].trim().split(":", 2);
            boolean local = name.length == 2 && name[1].equals("local");
            int members = shared.size();
            all.add(queue(
                    name[0],
                    number(i),
                    local,
                    speed,
                    shared.subList(members * i / names.length, members * (i + 1) / names.length)));
        }
        if (!own.isEmpty()) {
            all.add(queue(POP_QUEUE, POP_QUEUE_NUMBER, false, speed, own));
        }
        return new PbxSetup(systemName, MAIN_NUMBER, lines, all, List.of("CRM_REF", "CALL_REF", "DIALSTATUS"), verbose);
    }

    private static PbxSetup.Queue queue(
            String name, String number, boolean local, double speed, List<PbxSetup.Line> members) {
        return new PbxSetup.Queue(
                name,
                number,
                PbxSetup.Strategy.LEASTRECENT,
                shorter(QUEUE_RING_MS, speed),
                shorter(QUEUE_RETRY_MS, speed),
                shorter(WRAP_UP_MS, speed),
                SERVICE_LEVEL_SECONDS,
                local,
                members);
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
