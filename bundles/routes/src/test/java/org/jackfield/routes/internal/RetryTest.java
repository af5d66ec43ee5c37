package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jackfield.api.crm.LogResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static Duration delay(int attemptsBefore) {
        return Retry.delay(attemptsBefore, Optional.empty(), 0.5);
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,10", "2,20", "9,2560", "10,3600", "63,3600", "1000,3600"})
    void theDelayGrowsFromSecondsToAnHour(int attemptsBefore, int seconds) {
        assertEquals(Duration.ofSeconds(seconds), delay(attemptsBefore));
    }

    @Test
    void chanceSpreadsIt() {
        assertEquals(Duration.ofMillis(3_750), Retry.delay(0, Optional.empty(), 0));
        assertEquals(Duration.ofMillis(6_250), Retry.delay(0, Optional.empty(), 1));
    }

    @Test
    void whatTheCrmAsksForIsTheLeast() {
        assertEquals(Duration.ofSeconds(30), Retry.delay(0, Optional.of(Duration.ofSeconds(30)), 0.5));
        assertEquals(Duration.ofSeconds(20), Retry.delay(2, Optional.of(Duration.ofSeconds(3)), 0.5));
    }

    @Test
    void aCrmThatIsDownOverALongWeekendGetsEveryCall() {
        Duration all = IntStream.range(0, Retry.ATTEMPTS - 1)
                .mapToObj(RetryTest::delay)
                .reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.toDays() >= 6 && all.toDays() <= 8, () -> "gives up after " + all.toDays() + " days");
    }

    @Test
    void whatFailedTooOftenIsDeadWithItsLastReason() {
        LogResult later = LogResult.later("503");
        assertEquals(later, Retry.bounded(later, Retry.ATTEMPTS - 2));
        LogResult.Refused given = assertInstanceOf(LogResult.Refused.class, Retry.bounded(later, Retry.ATTEMPTS - 1));
        assertEquals("Given up after 170 tries: 503", given.reason());
        LogResult written = new LogResult.Written("00T1");
        assertEquals(written, Retry.bounded(written, 1_000));
    }
}
