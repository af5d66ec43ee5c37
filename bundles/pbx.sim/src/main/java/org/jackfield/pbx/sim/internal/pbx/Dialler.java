package org.jackfield.pbx.sim.internal.pbx;

/** Whoever dialled a leg and waits for what it does. */
interface Dialler {

    void ringing(Channel leg);

    void answered(Channel leg);

    /** Busy, declined or unreachable; the leg's cause says which. */
    void refused(Channel leg);
}
