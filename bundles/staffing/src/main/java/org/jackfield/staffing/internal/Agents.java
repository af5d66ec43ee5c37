package org.jackfield.staffing.internal;

/** The bounds of what the models are asked. */
final class Agents {
    /** Far above any call centre, and still counted in a moment. */
    static final int MOST = 10_000;

    private Agents() {}

    static void require(int agents) {
        if (agents < 1 || agents > MOST) {
            throw new IllegalArgumentException("There must be 1 to " + MOST + " agents, not " + agents);
        }
    }
}
