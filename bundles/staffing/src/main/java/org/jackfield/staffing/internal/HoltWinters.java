package org.jackfield.staffing.internal;

/**
 * Holt and Winters' exponential smoothing of the day's total: level, damped trend and a factor for each weekday, with
 * the constants that fitted the past best one day ahead. The shape of the week spreads a total over the day.
 */
final class HoltWinters implements Method {
    private static final int WEEK = 7;
    private static final double DAMPING = 0.95;
    private static final double[] LEVELS = {0.02, 0.05, 0.1, 0.2, 0.35};
    private static final double[] TRENDS = {0, 0.01, 0.05};
    private static final double[] SEASONS = {0.02, 0.05, 0.1, 0.2};
    private static final double SMALLEST = 1e-6;

    @Override
    public String name() {
        return "Holt-Winters";
    }

    @Override
    public double[][] forecast(History past, int days) {
        WeekShape shape = WeekShape.of(past);
        Smoother best = null;
        for (double level : LEVELS) {
            for (double trend : TRENDS) {
                for (double season : SEASONS) {
                    Smoother tried = new Smoother(past, shape, level, trend, season);
                    best = best == null || tried.error < best.error ? tried : best;
                }
            }
        }
        double[][] forecast = new double[days][];
        for (int ahead = 0; ahead < days; ahead++) {
            int day = past.size() + ahead;
            forecast[ahead] = shape.spread(
                    past.weekday(day),
                    best.expected(ahead + 1, past.weekday(day).ordinal()));
        }
        return forecast;
    }

    /** One run over the past. */
    private static final class Smoother {
        private final double[] seasons = new double[WEEK];
        private double level;
        private double trend;
        private double error;

        Smoother(History past, WeekShape shape, double alpha, double beta, double gamma) {
            level = start(past);
            for (int weekday = 0; weekday < WEEK; weekday++) {
                seasons[weekday] = shape.weekday(java.time.DayOfWeek.of(weekday + 1));
            }
            for (int day = 0; day < past.size(); day++) {
                if (!past.day(day).special()) {
                    learn(past.day(day).total(), past.weekday(day).ordinal(), alpha, beta, gamma);
                }
            }
        }

        private static double start(History past) {
            double sum = 0;
            int days = 0;
            for (int day = 0; day < Math.min(past.size(), 4 * WEEK); day++) {
                if (!past.day(day).special()) {
                    sum += past.day(day).total();
                    days++;
                }
            }
            return days == 0 ? 0 : sum / days;
        }

        private void learn(double calls, int weekday, double alpha, double beta, double gamma) {
            double expected = expected(1, weekday);
            error += (calls - expected) * (calls - expected);
            double before = level;
            double season = seasons[weekday];
            if (season > SMALLEST) {
                level = alpha * calls / season + (1 - alpha) * (level + DAMPING * trend);
            }
            trend = beta * (level - before) + (1 - beta) * DAMPING * trend;
            if (level > SMALLEST) {
                seasons[weekday] = gamma * calls / level + (1 - gamma) * season;
            }
        }

        double expected(int ahead, int weekday) {
            double damped = DAMPING * (1 - Math.pow(DAMPING, ahead)) / (1 - DAMPING);
            return Math.max(0, (level + damped * trend) * seasons[weekday]);
        }
    }
}
