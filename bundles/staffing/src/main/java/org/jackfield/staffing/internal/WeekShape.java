package org.jackfield.staffing.internal;

import java.time.DayOfWeek;

/**
 * How a week's calls fall on its weekdays, and a weekday's calls on the intervals of the day, learnt from the last
 * weeks with the recent ones weighing more. A weekday seen seldom borrows its shape from all days. Immutable.
 */
final class WeekShape {
    private static final int WEEK = 7;
    private static final int MEMORY_DAYS = 26 * WEEK;
    private static final double HALF_LIFE_DAYS = 6.0 * WEEK;
    /** So many days of the common shape are mixed into each weekday's own. */
    private static final double BORROWED_DAYS = 2;

    private final double[] weekdays = new double[WEEK];
    private final double[][] shares;

    private WeekShape(int intervals) {
        shares = new double[WEEK][intervals];
    }

    static WeekShape of(History past) {
        WeekShape shape = new WeekShape(past.intervals());
        double[] weights = new double[WEEK];
        double[] totals = new double[WEEK];
        double[] common = new double[past.intervals()];
        for (int day = Math.max(0, past.size() - MEMORY_DAYS); day < past.size(); day++) {
            History.Day calls = past.day(day);
            if (!calls.special()) {
                double weight = Math.pow(0.5, (past.size() - day) / HALF_LIFE_DAYS);
                int weekday = past.weekday(day).ordinal();
                weights[weekday] += weight;
                totals[weekday] += weight * calls.total();
                for (int i = 0; i < common.length; i++) {
                    common[i] += weight * calls.calls()[i];
                    shape.shares[weekday][i] += weight * calls.calls()[i];
                }
            }
        }
        shape.weighWeekdays(weights, totals);
        shape.borrow(weights, totals, common);
        return shape;
    }

    private void weighWeekdays(double[] weights, double[] totals) {
        double sum = 0;
        int seen = 0;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            weekdays[weekday] = weights[weekday] > 0 ? totals[weekday] / weights[weekday] : Double.NaN;
            if (weights[weekday] > 0) {
                sum += weekdays[weekday];
                seen++;
            }
        }
        double mean = seen == 0 || sum == 0 ? 1 : sum / seen;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            weekdays[weekday] = Double.isNaN(weekdays[weekday]) ? 1 : weekdays[weekday] / mean;
        }
    }

    private void borrow(double[] weights, double[] totals, double[] common) {
        double all = 0;
        for (double calls : common) {
            all += calls;
        }
        for (int weekday = 0; weekday < WEEK; weekday++) {
            double borrowed = weights[weekday] > 0 ? BORROWED_DAYS * totals[weekday] / weights[weekday] : 1;
            double sum = totals[weekday] + borrowed;
            for (int i = 0; i < common.length; i++) {
                double typical = all > 0 ? common[i] / all : 0;
                shares[weekday][i] = sum > 0 ? (shares[weekday][i] + borrowed * typical) / sum : typical;
            }
        }
    }

    /** A weekday's calls as a multiple of a mean day's. */
    double weekday(DayOfWeek day) {
        return weekdays[day.ordinal()];
    }

    /** The calls of a day of that total, interval by interval. */
    double[] spread(DayOfWeek day, double total) {
        double[] calls = shares[day.ordinal()].clone();
        for (int i = 0; i < calls.length; i++) {
            calls[i] *= total;
        }
        return calls;
    }
}
