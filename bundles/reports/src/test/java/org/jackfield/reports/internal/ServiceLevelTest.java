package org.jackfield.reports.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import org.jackfield.api.report.ServiceLevel;
import org.jackfield.api.report.Waits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One day in all six definitions: 1000 answered, 860 of them in time; 60 abandoned, 20 in time and 10 of these short.
 */
class ServiceLevelTest {
    private static final Waits ANSWERED = waits(860, 20_000).plus(waits(140, 20_001));
    private static final Waits ABANDONED =
            waits(10, 5_000).plus(waits(10, 5_001)).plus(waits(40, 90_000));

    @ParameterizedTest
    @CsvSource({
        "ANSWERED_OR_ABANDONED_IN_TIME, 83.0",
        "OF_ANSWERED, 86.0",
        "OF_OFFERED, 81.1",
        "WITHOUT_ABANDONED_IN_TIME, 82.7",
        "SHORT_AS_GOOD, 82.1",
        "WITHOUT_SHORT, 81.9"
    })
    void eachDefinitionGivesItsOwnFigure(ServiceLevel definition, double percent) {
        double share = definition.of(ANSWERED, ABANDONED, 20, 5).orElseThrow();
        assertEquals(percent, Math.round(share * 1000) / 10.0, definition.word());
    }

    @Test
    void withoutCallsThereIsNoFigure() {
        for (ServiceLevel definition : ServiceLevel.values()) {
            assertTrue(definition.of(Waits.NONE, Waits.NONE, 20, 5).isEmpty(), definition.word());
        }
    }

    @Test
    void everybodyAnsweredAtOnceIsAllInTime() {
        for (ServiceLevel definition : ServiceLevel.values()) {
            assertEquals(1, definition.of(waits(3, 0), Waits.NONE, 0, 0).orElseThrow(), definition.word());
        }
    }

    private static Waits waits(int people, long ms) {
        return Collections.nCopies(people, Duration.ofMillis(ms)).stream().reduce(Waits.NONE, Waits::plus, Waits::plus);
    }
}
