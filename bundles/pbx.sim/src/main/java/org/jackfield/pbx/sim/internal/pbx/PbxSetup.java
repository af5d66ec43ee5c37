package org.jackfield.pbx.sim.internal.pbx;

import java.util.List;

/**
 * What is fixed about a PBX.
 *
 * @param systemName prefix of every uniqueid and value of the {@code SystemName} header
 * @param mainNumber the number that calls to the outside show
 * @param channelVariables variables shown in every channel event, as {@code channelvars} of manager.conf
 * @param verbose whether the dialplan's chatter (Newexten, VarSet, CEL, RTCP) is sent, half of a real PBX's traffic
 */
public record PbxSetup(
        String systemName,
        String mainNumber,
        List<Line> lines,
        List<Queue> queues,
        List<String> channelVariables,
        boolean verbose) {

    /** The trunk's device. */
    public static final String TRUNK = "PJSIP/trunk";

    /** How long a phone rings for a direct call. */
    public static final int RING_SECONDS = 20;

    public PbxSetup {
        lines = List.copyOf(lines);
        queues = List.copyOf(queues);
        channelVariables = List.copyOf(channelVariables);
    }

    /** An agent's phone. */
    public record Line(String number, String name) {
        public String device() {
            return "PJSIP/" + number;
        }
    }

    /** In which order free members ring. */
    public enum Strategy {
        /** Always from the first member on. */
        LINEAR,
        /** Whoever has been without a call for longest. */
        LEASTRECENT
    }

    /**
     * An ACD group.
     *
     * @param local whether members are reached as FreePBX does it, by {@code Local/NNNN@from-queue/n} channels
     */
    public record Queue(
            String name,
            String number,
            Strategy strategy,
            long ringMs,
            long retryMs,
            long wrapUpMs,
            int serviceLevelSeconds,
            boolean local,
            List<Line> members) {
        public Queue {
            members = List.copyOf(members);
        }
    }

    /**
     * The number by which the outside reaches a line directly. All of them are numbers that the regulator keeps free
     * for drama.
     */
    public static String ddi(String line) {
        int number = Integer.parseInt(line);
        if (number >= 1001 && number <= 1006) {
            return "+44207946011" + number % 10;
        }
        return String.format("+44%d4960%03d", 112 + number / 1000, number % 1000);
    }
}
