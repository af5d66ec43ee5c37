package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void onAGeneratedYearThinkingBeatsLookingAtLastWeek() {
        ForecastReport report = report(SampleYear.generate(7));
        Map<String, RollingOrigin.Score> scores = report.scores().stream()
                .collect(Collectors.toMap(score -> score.method().name(), Function.identity()));
        double naive = scores.get("last week").nextWeek();
        double mean = scores.get("same weekday, mean of 4").nextWeek();
        double baseline = scores.get("level x weekday shape").nextWeek();
        assertTrue(baseline < mean && mean < naive, () -> scores.values().toString());
        assertTrue(report.noon().after() < report.noon().before(), () -> report.noon()
                .toString());
        assertTrue(report.band().held() > 0.75 && report.band().held() < 0.92, () -> report.band()
                .toString());

        ByteArrayOutputStream table = new ByteArrayOutputStream();
        report.print(new PrintStream(table, true, StandardCharsets.UTF_8));
        System.out.print(table.toString(StandardCharsets.UTF_8));
        assertEquals(1 + 7 * 48, report.csv().lines().count());
    }

    @Test
    void holidaysAreFoundAndTeachNothing() {
        History year = SampleYear.generate(3);
        History marked = SpecialDays.mark(year, Set.of(LocalDate.of(2025, 6, 6)));
        Set<LocalDate> special = special(marked);
        assertTrue(
                special.containsAll(
                        Set.of(LocalDate.of(2025, 5, 1), LocalDate.of(2025, 6, 6), LocalDate.of(2025, 12, 25))),
                special::toString);
        assertTrue(special.size() < 8, special::toString);

        int day = (int) (LocalDate.of(2025, 12, 31).toEpochDay() - year.first().toEpochDay());
        double fooled = total(new SameWeekdayMean(2).forecast(year.until(day + 1), 2)[1]);
        double taught = total(new SameWeekdayMean(2).forecast(marked.until(day + 1), 2)[1]);
        assertTrue(taught > fooled * 1.2, "2 January is a Friday after one at Christmas: " + fooled + " " + taught);
    }

    @Test
    void aNewLevelStopsBeingStrange() {
        List<History.Day> days = new ArrayList<>();
        for (int day = 0; day < 140; day++) {
            days.add(flat(day < 84 ? 100 : 20));
        }
        History marked = SpecialDays.mark(new History(LocalDate.of(2026, 1, 5), 60, days), Set.of());
        assertTrue(marked.day(84).special());
        assertFalse(marked.day(139).special());
        assertEquals(20, new SameWeekdayMean(4).forecast(marked, 1)[0][12], ROUNDING);
    }

    @Test
    void everyMethodForeseesAWeekThatNeverChanges() {
        List<History.Day> days = new ArrayList<>();
        for (int day = 0; day < 84; day++) {
            days.add(flat(day % 7 == 6 ? 0 : 40 + day % 7));
        }
        History history = new History(LocalDate.of(2026, 1, 5), 60, days);
        for (Method method : ForecastReport.methods()) {
            double[][] week = method.forecast(history, 7);
            for (int day = 0; day < 7; day++) {
                assertArrayEquals(history.day(day).calls(), week[day], 0.3, method.name() + " on day " + day);
            }
        }
    }

    @Test
    void aBusyMorningRaisesTheAfternoonAsFarAsItIsTrusted() {
        double[] forecast = {10, 10, 10, 10};
        double[] came = {20, 20, 0, 0};
        assertArrayEquals(new double[] {20, 20, 20, 20}, NoonUpdate.update(forecast, came, 2, 0), ROUNDING);
        assertArrayEquals(new double[] {20, 20, 15, 15}, NoonUpdate.update(forecast, came, 2, 1), ROUNDING);
        assertArrayEquals(
                new double[] {20, 20, 10, 10},
                NoonUpdate.update(forecast, came, 2, Double.POSITIVE_INFINITY),
                ROUNDING);
    }

    private static ForecastReport report(History history) {
        return ForecastReport.of(SpecialDays.mark(history, Set.of()), 7);
    }

    private static Set<LocalDate> special(History history) {
        return java.util.stream.IntStream.range(0, history.size())
                .filter(day -> history.day(day).special())
                .mapToObj(history::date)
                .collect(Collectors.toSet());
    }

    private static History.Day flat(double calls) {
        double[] day = new double[24];
        Arrays.fill(day, 8, 18, calls);
        return new History.Day(day, false);
    }

    private static double total(double[] day) {
        return Arrays.stream(day).sum();
    }
}
