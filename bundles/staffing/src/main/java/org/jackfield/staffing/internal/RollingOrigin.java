package org.jackfield.staffing.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How good a method would have been: from each of the last mornings it foresees what came, knowing only what was known
 * then. The error is the WAPE, the sum of the misses of all intervals over the sum of the calls.
 */
final class RollingOrigin {
    /** Four weeks, so that every weekday was seen some times. */
    static final int LEAST_HISTORY = 28;

    private static final int WEEK = 7;
    private static final int MOST_ORIGINS = 84;

    /**
     * One method's errors.
     *
     * @param nextDays the forecasts of each origin's first day, oldest first; the last ones belong to {@code to}
     */
    record Score(Method method, double nextDay, double nextWeek, int from, double[][] nextDays) {}

    private RollingOrigin() {}

    /** All methods on the same days, best first by the next week's error. */
    static List<Score> score(History history, List<Method> methods) {
        if (history.size() < LEAST_HISTORY + 2 * WEEK) {
            throw new IllegalArgumentException("There are " + history.size()
                    + " days of calls; to compare methods it takes " + (LEAST_HISTORY + 2 * WEEK) + " at least");
        }
        int from = Math.max(LEAST_HISTORY, history.size() - MOST_ORIGINS - WEEK + 1);
        List<Score> scores = new ArrayList<>();
        for (Method method : methods) {
            scores.add(score(history, method, from));
        }
        scores.sort(Comparator.comparingDouble(Score::nextWeek));
        return scores;
    }

    private static Score score(History history, Method method, int from) {
        double[][] nextDays = new double[history.size() - from][];
        Error day = new Error();
        Error week = new Error();
        for (int origin = from; origin < history.size(); origin++) {
            int ahead = Math.min(WEEK, history.size() - origin);
            double[][] forecast = method.forecast(history.until(origin), ahead);
            nextDays[origin - from] = forecast[0];
            day.add(forecast[0], history.day(origin).calls(), 0);
            for (int i = 0; ahead == WEEK && i < ahead; i++) {
                week.add(forecast[i], history.day(origin + i).calls(), 0);
            }
        }
        return new Score(method, day.wape(), week.wape(), from, nextDays);
    }

    /** A sum of misses. */
    static final class Error {
        private double missed;
        private double calls;

        void add(double[] forecast, double[] came, int fromInterval) {
            for (int i = fromInterval; i < came.length; i++) {
                missed += Math.abs(came[i] - forecast[i]);
            }
            calls += Arrays.stream(came, fromInterval, came.length).sum();
        }

        double wape() {
            return calls == 0 ? 0 : missed / calls;
        }
    }
}
