package org.jackfield.staffing.internal;

import java.time.DayOfWeek;

/**
 * The level of the last weeks, freed of the weekday, times the shape of the week: the baseline that is hard to beat.
 * The level is a mean of days that weigh less the older they are.
 */
final class LevelTimesShape implements Method {
    private static final double HALF_LIFE_DAYS = 14;
    private static final int MEMORY_DAYS = 84;
    /** A weekday on which hardly anybody calls says nothing about the level. */
    private static final double TELLING = 0.1;

    @Override
    public String name() {
        return "level x weekday shape";
    }

    @Override
    public double[][] forecast(History past, int days) {
        WeekShape shape = WeekShape.of(past);
        double level = level(past, shape);
        double[][] forecast = new double[days][];
        for (int ahead = 0; ahead < days; ahead++) {
            DayOfWeek weekday = past.weekday(past.size() + ahead);
            forecast[ahead] = shape.spread(weekday, level * shape.weekday(weekday));
        }
        return forecast;
    }

    private static double level(History past, WeekShape shape) {
        double calls = 0;
        double days = 0;
        for (int day = Math.max(0, past.size() - MEMORY_DAYS); day < past.size(); day++) {
            double factor = shape.weekday(past.weekday(day));
            if (!past.day(day).special() && factor > TELLING) {
                double weight = Math.pow(0.5, (past.size() - day) / HALF_LIFE_DAYS);
                // As a ratio of sums: a busy weekday tells the level better than a quiet one.
                calls += weight * past.day(day).total();
                days += weight * factor;
            }
        }
        return days == 0 ? 0 : calls / days;
    }
}
