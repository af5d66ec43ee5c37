package org.jackfield.pbx.sim.internal.desk;

import java.util.Set;

/**
 * How busy the desk is.
 *
 * @param callsPerSecond calls of the script; 0 for none
 * @param irregular whether calls come by chance (Poisson) or evenly
 * @param calls how many calls the script has; 0 for no end
 * @param ringMs how long agents let it ring
 * @param speed shortens every time of the script by this factor
 * @param manual lines that do nothing by themselves
 * @param popLine a line that gets a customer's call at a fixed pace, beside the script; empty for none
 */
public record DeskSetup(
        long seed,
        double callsPerSecond,
        boolean irregular,
        long calls,
        Mix mix,
        Range ringMs,
        Range talkMs,
        double speed,
        Set<String> manual,
        String popLine,
        long popFirstMs,
        long popEveryMs,
        long popRingMs) {

    public DeskSetup {
        manual = Set.copyOf(manual);
    }

    /** A desk at which only what is asked for happens. */
    public static DeskSetup quiet(Set<String> manual) {
        return new DeskSetup(
                1,
                0,
                false,
                0,
                Mix.parse(Mix.DAY),
                new Range(1_500, 6_000),
                new Range(8_000, 40_000),
                1,
                manual,
                "",
                0,
                0,
                0);
    }
}
