package org.jackfield.staffing.internal;

/** A way to foresee calls. Pure; the same history gives the same forecast. */
interface Method {
    /** As the table shows it. */
    String name();

    /**
     * The days that follow the history.
     *
     * @param past at least {@link RollingOrigin#LEAST_HISTORY} days
     * @param days how many
     * @return expected calls per day and interval
     */
    double[][] forecast(History past, int days);
}
