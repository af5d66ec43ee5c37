package org.jackfield.staffing.internal;

/** Lines without a queue (M/M/n/n): who finds all of them taken is turned away. */
final class ErlangB {
    private ErlangB() {}

    /**
     * The share of calls that find all lines taken.
     *
     * @param erlangs offered load, 0 or more
     * @param lines 0 or more
     */
    static double blocked(double erlangs, int lines) {
        double blocked = 1;
        for (int line = 1; line <= lines; line++) {
            blocked = erlangs * blocked / (line + erlangs * blocked);
        }
        return blocked;
    }
}
