package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.List;

/**
 * What a PBX's own call records tell of a time in which the link was not there.
 *
 * @param from when the PBX was heard last
 * @param to when it was heard again
 * @param known whether its records could be read; if not, {@code calls} is empty and nobody knows what happened
 * @param source the records, for example a file; or why there are none to read
 * @param calls that ended in that time, in the order of their ends
 */
public record Missed(Instant from, Instant to, boolean known, String source, List<MissedCall> calls) {
    public Missed {
        calls = List.copyOf(calls);
    }

    /** There is nothing to read that would tell. */
    public static Missed unknown(Instant from, Instant to, String why) {
        return new Missed(from, to, false, why, List.of());
    }

    /**
     * A call that is over.
     *
     * @param call the driver's key, the same as it would have had live
     * @param story from {@link Signal.CallStarted} to {@link Signal.CallCleared}
     */
    public record MissedCall(String call, List<Signal> story) {
        public MissedCall {
            story = List.copyOf(story);
        }
    }
}
