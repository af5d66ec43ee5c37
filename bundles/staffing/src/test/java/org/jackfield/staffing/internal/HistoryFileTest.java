package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval,calls\n2026-03-02T09:00,4\n2026-03-02T09:30,6\n",
                "2026-03-02 09:00:00;4\n2026-03-02 09:30:00;6",
                "\uFEFF2026-03-02T09:00:00Z\t4\r\n2026-03-02T09:30:00Z\t6\r\n",
                "start,calls,aht\n\"2026-03-02T09:00:00.000+07:00\",4.0,180\n2026-03-02T09:30:00+07:00,6,181\n",
                "Beginn;Anrufe\n02.03.2026 09:00;4\n02.03.2026 09:30;6\n"
            })
    void theSameDayIsReadFromEverySpelling(String text) throws IOException {
        History history = HistoryFile.read(file(text), OptionalInt.empty());
        assertEquals(LocalDate.of(2026, 3, 2), history.first());
        assertEquals(30, history.minutes());
        assertEquals(4, history.day(0).calls()[18]);
        assertEquals(6, history.day(0).calls()[19]);
        assertEquals(10, history.day(0).total());
    }

    @Test
    void aListOfCallsIsCountedPerHalfHour() throws IOException {
        History history = HistoryFile.read(
                file("2026-03-02T09:01:07,1\n2026-03-02T09:29:59,1\n2026-03-02T09:31:00,1\n"), OptionalInt.empty());
        assertEquals(30, history.minutes());
        assertEquals(2, history.day(0).calls()[18]);
        assertEquals(1, history.day(0).calls()[19]);
    }

    @Test
    void aDayThatTheFileHasOnlyHalfIsLeftOutAndAMissingOneIsSpecial() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String day : new String[] {"02", "03", "05", "06"}) {
            int last = day.equals("06") ? 11 : 17;
            for (int hour = 9; hour <= last; hour++) {
                text.append(String.format("2026-03-%sT%02d:00,5%n", day, hour));
            }
        }
        History history = HistoryFile.read(file(text.toString()), OptionalInt.empty());
        assertEquals(60, history.minutes());
        assertEquals(4, history.size());
        assertTrue(history.day(2).special());
        assertEquals(45, history.day(3).total());
    }

    @Test
    void theLineThatCannotBeReadIsNamed() {
        assertTrue(refused("2026-03-02T09:00,4\nyesterday,4\n").contains("Line 2"));
        assertTrue(refused("2026-03-02T09:00,4\n2026-03-02T09:30,many\n").contains("'many' is no number of calls"));
        assertTrue(refused("2026-03-02T09:00,-4\n").contains("'-4'"));
        assertTrue(refused("").contains("no rows"));
    }

    private String refused(String text) {
        return assertThrows(IllegalArgumentException.class, () -> HistoryFile.read(file(text), OptionalInt.empty()))
                .getMessage();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("calls.csv"), text);
    }
}
