package org.jackfield.testkit.replay;

import java.time.Instant;

/**
 * The recorded PBX's clock, which goes on between its events as a real one does: drivers measure it by pings.
 *
 * @param at what it showed when {@link System#nanoTime()} was {@code nanos}
 * @param speed how much faster than real time it goes; 0 if it stands
 */
record PbxClock(Instant at, long nanos, double speed) {

    static PbxClock standing(Instant at) {
        return new PbxClock(at, 0, 0);
    }

    /** From the start of a stream on; it follows the events where they come as fast as clients read. */
    static PbxClock running(Instant at, long nanos, Speed speed) {
        return Double.isInfinite(speed.times()) ? standing(at) : new PbxClock(at, nanos, speed.times());
    }

    Instant now() {
        return speed == 0 ? at : at.plusNanos((long) ((System.nanoTime() - nanos) * speed));
    }
}
