package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,4", "5,32", "6,60", "63,60", "1000,60"})
    void theDelayGrowsFromAMinuteToAnHour(int attemptsBefore, int minutes) {
        assertEquals(Duration.ofMinutes(minutes), Retry.delay(attemptsBefore));
    }

    @Test
    void aCrmThatIsDownOverALongWeekendGetsEveryCall() {
        Duration all =
                IntStream.range(0, Retry.ATTEMPTS - 1).mapToObj(Retry::delay).reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.toDays() >= 6 && all.toDays() <= 8, () -> "gives up after " + all.toDays() + " days");
    }

    @Test
    void onlyWhatCannotWorkIsHopelessAtOnce() {
        assertTrue(Retry.isHopeless(new UnsupportedOperationException("does not log"), 0));
        assertFalse(Retry.isHopeless(new IllegalStateException("503"), 0));
        assertTrue(Retry.isHopeless(new IllegalStateException("503"), Retry.ATTEMPTS - 1));
    }
}
