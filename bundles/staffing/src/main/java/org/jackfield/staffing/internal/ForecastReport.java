package org.jackfield.staffing.internal;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A history, how well each method would have foreseen it, and the next days by the best of them.
 *
 * @param scores best first
 */
record ForecastReport(
        History history, List<RollingOrigin.Score> scores, NoonUpdate noon, Band band, double[][] forecast) {
    private static final double PERCENT = 100;
    private static final int DATES_SHOWN = 8;
    private static final int MEAN_OF_WEEKS = 4;

    static List<Method> methods() {
        return List.of(new LevelTimesShape(), new SameWeekdayMean(MEAN_OF_WEEKS), new HoltWinters(), new LastWeek());
    }

    static ForecastReport of(History history, int days) {
        List<RollingOrigin.Score> scores = RollingOrigin.score(history, methods());
        RollingOrigin.Score best = scores.get(0);
        return new ForecastReport(
                history,
                scores,
                NoonUpdate.learn(history, best),
                Band.learn(history, best),
                best.method().forecast(history, days));
    }

    void print(PrintStream out) {
        double calls = history.days().stream().mapToDouble(History.Day::total).sum();
        say(
                out,
                "%d days from %s to %s, intervals of %d minutes, %,.0f calls; special days: %s",
                history.size(),
                history.first(),
                history.date(history.size() - 1),
                history.minutes(),
                calls,
                specialDays());
        say(out, "");
        say(out, "WAPE per interval, from the last %d mornings", scores.get(0).nextDays().length);
        say(out, "%-24s %9s %10s", "method", "next day", "next week");
        for (RollingOrigin.Score score : scores) {
            say(
                    out,
                    "%-24s %8.2f%% %9.2f%%%s",
                    score.method().name(),
                    score.nextDay() * PERCENT,
                    score.nextWeek() * PERCENT,
                    score == scores.get(0) ? "   chosen" : "");
        }
        say(
                out,
                "Foreseen anew at noon, the afternoon's error goes from %.2f%% to %.2f%% (gain %.1f%%); the morning's"
                        + " forecast counts %s times itself",
                noon.before() * PERCENT,
                noon.after() * PERCENT,
                noon.before() == 0 ? 0 : (1 - noon.after() / noon.before()) * PERCENT,
                noon.trust());
        say(
                out,
                "The band of four cases in five held %.1f%% of the intervals it was not learnt from",
                band.held() * PERCENT);
        say(out, "");
        say(out, "%-10s %-9s %8s   %s", "day", "", "calls", "busiest interval");
        for (int day = 0; day < forecast.length; day++) {
            printDay(out, history.size() + day, forecast[day]);
        }
    }

    private void printDay(PrintStream out, int day, double[] calls) {
        int busiest = IntStream.range(0, calls.length)
                .reduce((a, b) -> calls[b] > calls[a] ? b : a)
                .orElse(0);
        say(
                out,
                "%-10s %-9s %8.0f   %s with %.0f (%.0f to %.0f)",
                history.date(day),
                name(history.date(day)),
                Arrays.stream(calls).sum(),
                time(busiest),
                calls[busiest],
                band.lower(calls[busiest]),
                band.upper(calls[busiest]));
    }

    /** The forecast as a table for programs. */
    String csv() {
        StringBuilder csv = new StringBuilder("start,calls,low,high\n");
        for (int day = 0; day < forecast.length; day++) {
            for (int i = 0; i < forecast[day].length; i++) {
                double calls = forecast[day][i];
                csv.append(String.format(
                        Locale.ROOT,
                        "%sT%s,%.2f,%.0f,%.0f%n",
                        history.date(history.size() + day),
                        time(i),
                        calls,
                        band.lower(calls),
                        band.upper(calls)));
            }
        }
        return csv.toString();
    }

    private String specialDays() {
        List<LocalDate> special = IntStream.range(0, history.size())
                .filter(day -> history.day(day).special())
                .mapToObj(history::date)
                .toList();
        String shown =
                special.stream().limit(DATES_SHOWN).map(LocalDate::toString).collect(Collectors.joining(", "));
        return special.size() + (special.isEmpty() ? "" : " (" + shown + (special.size() > DATES_SHOWN ? ", …)" : ")"));
    }

    private LocalTime time(int interval) {
        return LocalTime.MIDNIGHT.plusMinutes((long) interval * history.minutes());
    }

    private static String name(LocalDate date) {
        String day = date.getDayOfWeek().toString();
        return day.charAt(0) + day.substring(1).toLowerCase(Locale.ROOT);
    }

    private static void say(PrintStream out, String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
    }
}
