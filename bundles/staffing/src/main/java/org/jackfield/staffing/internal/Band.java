package org.jackfield.staffing.internal;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * Between how many and how many calls an interval will lie in four cases of five. Learnt from how far the method was
 * off, in units of the root of what it foresaw: counts scatter so.
 *
 * @param held share of the intervals that lay within, on other days than those it was learnt from
 */
record Band(double low, double high, double held) {
    private static final double LOW_PERCENT = 10;
    private static final double HIGH_PERCENT = 90;
    private static final double OPEN = 0.5;

    static Band learn(History history, RollingOrigin.Score score) {
        Band band = of(history, score, 0);
        int within = 0;
        int all = 0;
        for (int day = 1; day < score.nextDays().length; day += 2) {
            double[] forecast = score.nextDays()[day];
            double[] came = history.day(score.from() + day).calls();
            for (int i = 0; i < came.length; i++) {
                if (forecast[i] > OPEN) {
                    all++;
                    within += came[i] >= band.lower(forecast[i]) && came[i] <= band.upper(forecast[i]) ? 1 : 0;
                }
            }
        }
        return new Band(band.low, band.high, all == 0 ? 1 : within / (double) all);
    }

    private static Band of(History history, RollingOrigin.Score score, int first) {
        double[] off = new double[score.nextDays().length * history.intervals()];
        int count = 0;
        for (int day = first; day < score.nextDays().length; day += 2) {
            double[] forecast = score.nextDays()[day];
            double[] came = history.day(score.from() + day).calls();
            for (int i = 0; i < came.length; i++) {
                if (forecast[i] > OPEN) {
                    off[count++] = (came[i] - forecast[i]) / Math.sqrt(forecast[i]);
                }
            }
        }
        if (count == 0) {
            return new Band(0, 0, 0);
        }
        Percentile scatter = new Percentile();
        scatter.setData(off, 0, count);
        return new Band(scatter.evaluate(LOW_PERCENT), scatter.evaluate(HIGH_PERCENT), 0);
    }

    double lower(double expected) {
        return Math.max(0, Math.rint(expected + low * Math.sqrt(expected)));
    }

    double upper(double expected) {
        return Math.rint(expected + high * Math.sqrt(expected));
    }
}
