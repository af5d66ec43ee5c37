package org.jackfield.staffing.internal;

import java.util.Arrays;

/**
 * The rest of a day, foreseen anew from its first hours: they raise or lower all of the rest in proportion, but only as
 * far as such mornings were worth in the past.
 *
 * @param trust calls that the morning's forecast counts for, as a multiple of itself: 0 believes the morning wholly
 * @param before WAPE of the afternoons as foreseen in the morning
 * @param after WAPE as foreseen at noon; measured on other days than those the trust was chosen on
 */
record NoonUpdate(double trust, double before, double after) {
    private static final double[] TRUSTS = {0, 0.1, 0.25, 0.5, 1, 2, 4, 16};

    /** Chooses the trust on every other day and measures on the rest. */
    static NoonUpdate learn(History history, RollingOrigin.Score score) {
        int noon = history.intervals() / 2;
        double trust = TRUSTS[TRUSTS.length - 1];
        double least = Double.POSITIVE_INFINITY;
        for (double tried : TRUSTS) {
            double error = error(history, score, noon, tried, 0);
            if (error < least) {
                least = error;
                trust = tried;
            }
        }
        return new NoonUpdate(
                trust, error(history, score, noon, Double.POSITIVE_INFINITY, 1), error(history, score, noon, trust, 1));
    }

    private static double error(History history, RollingOrigin.Score score, int noon, double trust, int odd) {
        RollingOrigin.Error error = new RollingOrigin.Error();
        for (int i = odd; i < score.nextDays().length; i += 2) {
            History.Day came = history.day(score.from() + i);
            error.add(update(score.nextDays()[i], came.calls(), noon, trust), came.calls(), noon);
        }
        return error.wape();
    }

    /** The day's forecast, with what came until then and the rest adjusted. */
    static double[] update(double[] forecast, double[] came, int until, double trust) {
        double expected = Arrays.stream(forecast, 0, until).sum();
        double seen = Arrays.stream(came, 0, until).sum();
        boolean tells = expected > 0 && Double.isFinite(trust);
        double factor = tells ? (seen + trust * expected) / (expected + trust * expected) : 1;
        double[] updated = forecast.clone();
        for (int i = 0; i < updated.length; i++) {
            updated[i] = i < until ? came[i] : factor * forecast[i];
        }
        return updated;
    }
}
