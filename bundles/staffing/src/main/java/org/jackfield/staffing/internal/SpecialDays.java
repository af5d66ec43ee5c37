package org.jackfield.staffing.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Marks the days from which nothing is to be learnt: those a person named, and those unlike the same weekdays before.
 */
final class SpecialDays {
    private static final int WEEK = 7;
    private static final int NEIGHBOURS = 8;
    private static final int FEWEST_NEIGHBOURS = 3;
    private static final double FAR_BELOW = 0.4;
    private static final double FAR_ABOVE = 2.5;
    private static final double TELLING = 20;
    private static final double SIMILAR_FROM = 0.6;
    private static final double SIMILAR_TO = 1.6;

    private SpecialDays() {}

    /**
     * The same history with its special days marked. A day is judged by earlier days alone, as it would have been then.
     */
    static History mark(History history, Set<LocalDate> named) {
        List<History.Day> days = new ArrayList<>();
        for (int day = 0; day < history.size(); day++) {
            boolean special = named.contains(history.date(day)) || isUnlike(history, days, day);
            days.add(new History.Day(history.day(day).calls(), special));
        }
        return new History(history.first(), history.minutes(), days);
    }

    private static boolean isUnlike(History history, List<History.Day> judged, int day) {
        double[] before = new double[NEIGHBOURS];
        int count = 0;
        for (int other = day - WEEK; other >= 0 && count < NEIGHBOURS; other -= WEEK) {
            if (!judged.get(other).special()) {
                before[count++] = judged.get(other).total();
            }
        }
        if (count < FEWEST_NEIGHBOURS) {
            return false;
        }
        Arrays.sort(before, 0, count);
        double usual = before[count / 2];
        double total = history.day(day).total();
        return usual > TELLING
                && (total < FAR_BELOW * usual || total > FAR_ABOVE * usual)
                && !isNewLevel(history, day, total);
    }

    /** What was strange for two weeks already is how things are now. */
    private static boolean isNewLevel(History history, int day, double total) {
        if (day < 2 * WEEK) {
            return false;
        }
        double recent =
                (history.day(day - WEEK).total() + history.day(day - 2 * WEEK).total()) / 2;
        return total > SIMILAR_FROM * recent && total < SIMILAR_TO * recent;
    }
}
