package org.jackfield.presence.internal;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What an organisation decided about its agents' states.
 *
 * @param wrapUpMs work after a call with a customer; 0 for none
 * @param ringNoAnswerMakesNotReady whether a call left ringing makes not ready
 * @param deviceLostGraceMs how long a lost phone is borne; its driver has waited a while already
 * @param deviceSteadyMs how long a phone that was given up must be back before it counts again: what comes and goes
 *     changes an agent's state once
 * @param headsetOffMs how long a headset may lie on the desk; 0 for ever
 */
record Policy(
        long wrapUpMs,
        boolean ringNoAnswerMakesNotReady,
        long deviceLostGraceMs,
        long deviceSteadyMs,
        long headsetOffMs) {
    private static final long LONGEST_MS = 3_600_000;

    /**
     * Reads the configuration. Agents need a state whatever is written there, so a wrong value gives way to the
     * default.
     *
     * @param complain gets one sentence for each wrong value
     */
    static Policy of(PresenceConfig config, Consumer<String> complain) {
        return new Policy(
                duration("wrapUpMs", config::wrapUpMs, PresenceConfig.WRAP_UP_MS, complain),
                config.ringNoAnswerMakesNotReady(),
                duration("deviceLostGraceMs", config::deviceLostGraceMs, 0, complain),
                duration("deviceSteadyMs", config::deviceSteadyMs, PresenceConfig.DEVICE_STEADY_MS, complain),
                duration("headsetOffMs", config::headsetOffMs, 0, complain));
    }

    private static long duration(String key, LongSupplier configured, long standard, Consumer<String> complain) {
        String given;
        try {
            long value = configured.getAsLong();
            if (value >= 0 && value <= LONGEST_MS) {
                return value;
            }
            given = key + " is " + value;
        } catch (RuntimeException e) {
            // What stands there is no number; Declarative Services says so only when it is asked for.
            given = key + " is not a number";
        }
        complain.accept("etc/" + PresenceConfig.PID + ".cfg: " + given + ", allowed is 0 to " + LONGEST_MS + "; "
                + standard + " is used instead");
        return standard;
    }
}
