package org.jackfield.staffing.internal;

/**
 * Agents before a queue in which everybody waits for ever (M/M/n). Pessimistic, because real callers hang up; and
 * without an answer when there are no more agents than {@link Traffic#erlangs}: then the queue grows without end.
 *
 * @param agents 1 or more
 */
record ErlangC(Traffic traffic, int agents) {
    ErlangC {
        Agents.require(agents);
    }

    boolean isStable() {
        return traffic.erlangs() < agents;
    }

    /** The share of calls that wait at all. */
    double waits() {
        if (!isStable()) {
            return 1;
        }
        double blocked = ErlangB.blocked(traffic.erlangs(), agents);
        return blocked / (1 - occupancy() * (1 - blocked));
    }

    /** The share of calls answered within so many seconds. */
    double serviceLevel(double seconds) {
        return isStable() ? 1 - waits() * Math.exp(-spare() * seconds) : 0;
    }

    /** Average speed of answer in seconds, over all calls; infinite when unstable. */
    double averageWait() {
        return isStable() ? waits() / spare() : Double.POSITIVE_INFINITY;
    }

    /** The share of their time the agents are busy. */
    double occupancy() {
        return Math.min(1, traffic.erlangs() / agents);
    }

    /** By how many calls per second the agents could do more. */
    private double spare() {
        return (agents - traffic.erlangs()) * traffic.serviceRate();
    }
}
