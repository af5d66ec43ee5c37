package org.jackfield.staffing.internal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * Calls per interval of the day, for days in a row. A day that was special (a holiday, an outage) stays where it is,
 * but nothing is learnt from it. Immutable; a prefix shares its days.
 *
 * @param first date of the first day
 * @param minutes of one interval
 * @param days oldest first
 */
record History(LocalDate first, int minutes, List<Day> days) {
    private static final int MINUTES_A_DAY = 24 * 60;

    /** One day's calls, one number per interval from midnight. */
    record Day(double[] calls, boolean special) {
        double total() {
            return total(0);
        }

        /** Of the intervals from that one on. */
        double total(int from) {
            double total = 0;
            for (int interval = from; interval < calls.length; interval++) {
                total += calls[interval];
            }
            return total;
        }
    }

    History {
        days = List.copyOf(days);
        if (minutes < 1 || MINUTES_A_DAY % minutes != 0) {
            throw new IllegalArgumentException("A day does not divide into intervals of " + minutes + " minutes");
        }
    }

    int size() {
        return days.size();
    }

    int intervals() {
        return MINUTES_A_DAY / minutes;
    }

    Day day(int index) {
        return days.get(index);
    }

    LocalDate date(int index) {
        return first.plusDays(index);
    }

    DayOfWeek weekday(int index) {
        return date(index).getDayOfWeek();
    }

    /** Only the days before that one: what was known on its morning. */
    History until(int day) {
        return new History(first, minutes, days.subList(0, day));
    }
}
