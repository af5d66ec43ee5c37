package org.jackfield.staffing.internal;

/** A sum of positive terms given by their logarithms, which may lie hundreds of orders apart. Not thread-safe. */
final class LogSum {
    private double largest = Double.NEGATIVE_INFINITY;
    private double sum;

    /** Adds {@code factor * exp(log)}. */
    void add(double log, double factor) {
        if (factor == 0) {
            return;
        }
        if (log > largest) {
            sum = sum * Math.exp(largest - log) + factor;
            largest = log;
        } else {
            sum += factor * Math.exp(log - largest);
        }
    }

    double log() {
        return largest + Math.log(sum);
    }
}
