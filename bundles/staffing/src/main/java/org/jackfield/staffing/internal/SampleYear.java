package org.jackfield.staffing.internal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A year of a support desk to try methods on: busiest on Mondays and from ten to twelve, quiet on Saturdays, closed on
 * Sundays, a slow wave over the year, some holidays; days and intervals scatter more than chance alone would have it.
 */
final class SampleYear {
    private static final int MINUTES = 30;
    private static final int OPENS = 7;
    private static final double[] HOURS = {
        1013, 1923, 3218, 3394, 3281, 3109, 2984, 2902, 2781, 2451, 1843, 1428, 1135, 929
    };
    private static final double CALLS_A_DAY = 1000;
    private static final double DAY_SCATTER = 0.06;
    private static final double INTERVAL_SCATTER = 0.10;
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 365;
    private static final Set<MonthDay> HOLIDAYS =
            Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 24), MonthDay.of(12, 25), MonthDay.of(12, 26));

    private final RandomGenerator random;

    private SampleYear(long seed) {
        random = new Well19937c(seed);
    }

    static History generate(long seed) {
        SampleYear year = new SampleYear(seed);
        List<History.Day> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            days.add(new History.Day(year.day(FIRST.plusDays(day)), false));
        }
        return new History(FIRST, MINUTES, days);
    }

    private double[] day(LocalDate date) {
        double wave = 1 + 0.1 * Math.sin(2 * Math.PI * date.getDayOfYear() / DAYS);
        double level = CALLS_A_DAY * weekday(date.getDayOfWeek()) * wave * scatter(DAY_SCATTER);
        if (HOLIDAYS.contains(MonthDay.from(date))) {
            level *= 0.1;
        }
        double hours = 0;
        for (double hour : HOURS) {
            hours += hour;
        }
        double[] calls = new double[24 * 60 / MINUTES];
        for (int i = 0; i < HOURS.length * 2 && level > 0; i++) {
            double mean = level * HOURS[i / 2] / hours / 2 * scatter(INTERVAL_SCATTER);
            calls[OPENS * 2 + i] = mean < 1e-3
                    ? 0
                    : new PoissonDistribution(random, mean, PoissonDistribution.DEFAULT_EPSILON, 10_000).sample();
        }
        return calls;
    }

    private static double weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 1.12;
            case SATURDAY -> 0.4;
            case SUNDAY -> 0;
            default -> 1;
        };
    }

    /** A factor of mean 1 with that coefficient of variation. */
    private double scatter(double variation) {
        double shape = 1 / (variation * variation);
        return new GammaDistribution(random, shape, 1 / shape, GammaDistribution.DEFAULT_INVERSE_ABSOLUTE_ACCURACY)
                .sample();
    }
}
