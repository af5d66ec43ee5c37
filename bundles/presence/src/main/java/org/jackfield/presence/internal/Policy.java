package org.jackfield.presence.internal;

/**
 * What an organisation decided about its agents' states.
 *
 * @param wrapUpMs work after a call with a customer; 0 for none
 * @param ringNoAnswerMakesNotReady whether a call left ringing makes not ready
 * @param deviceLostGraceMs how long a lost phone is borne; its driver has waited a while already
 * @param headsetOffMs how long a headset may lie on the desk; 0 for ever
 */
record Policy(long wrapUpMs, boolean ringNoAnswerMakesNotReady, long deviceLostGraceMs, long headsetOffMs) {
    private static final long LONGEST_MS = 3_600_000;

    Policy {
        check("wrapUpMs", wrapUpMs);
        check("deviceLostGraceMs", deviceLostGraceMs);
        check("headsetOffMs", headsetOffMs);
    }

    private static void check(String key, long value) {
        if (value < 0 || value > LONGEST_MS) {
            throw new IllegalArgumentException(
                    PresenceConfig.PID + ": " + key + " is " + value + ", allowed is 0 to " + LONGEST_MS);
        }
    }
}
