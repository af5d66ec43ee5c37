package org.jackfield.pbx.sim.internal.pbx;

/** Time, and the one thread on which everything inside the simulated PBX happens. Safe for use by any thread. */
public interface Timeline {

    /** Microseconds since the epoch. */
    long micros();

    /** Runs a step after a delay. Steps that are due at the same time run in the order they were asked for. */
    Timer after(long delayMs, Runnable step);

    /** A step that is still to come. */
    interface Timer {
        void cancel();
    }
}
