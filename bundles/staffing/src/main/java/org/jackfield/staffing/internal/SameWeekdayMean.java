package org.jackfield.staffing.internal;

import java.util.stream.IntStream;

/** The mean of the last usual days that were the same weekday, interval by interval. */
final class SameWeekdayMean implements Method {
    private static final int WEEK = 7;

    private final int weeks;

    SameWeekdayMean(int weeks) {
        this.weeks = weeks;
    }

    @Override
    public String name() {
        return "same weekday, mean of " + weeks;
    }

    @Override
    public double[][] forecast(History past, int days) {
        return IntStream.range(0, days)
                .mapToObj(ahead -> day(past, past.size() + ahead))
                .toArray(double[][]::new);
    }

    private double[] day(History past, int target) {
        double[] mean = new double[past.intervals()];
        int used = 0;
        for (int day = target - WEEK; day >= 0 && used < weeks; day -= WEEK) {
            if (day < past.size() && !past.day(day).special()) {
                used++;
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += (past.day(day).calls()[i] - mean[i]) / used;
                }
            }
        }
        return mean;
    }
}
