package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jackfield.api.store.Outbox.Row;
import org.jackfield.api.store.Outbox.State;
import org.junit.jupiter.api.Test;

class BatchTest {
    /** Rows 1, 2, 3 … that have failed so often. */
    private static List<Row> failed(int... attempts) {
        return IntStream.range(0, attempts.length)
                .mapToObj(i ->
                        new Row(i + 1, "crm", null, State.PENDING, attempts[i], "", Instant.EPOCH, Optional.empty()))
                .toList();
    }

    private static List<Long> together(int most, int... attempts) {
        return Batch.of("crm", "main", failed(attempts), most).rows().stream()
                .map(Row::id)
                .toList();
    }

    @Test
    void aRequestTakesAsManyAsTheConnectorDoes() {
        assertEquals(List.of(1L, 2L), together(2, 0, 0, 0));
        assertEquals(List.of(1L, 2L, 3L), together(200, 0, 2, 0));
    }

    @Test
    void whatFailedAgainAndAgainHasLessAndLessCompany() {
        int[] attempts = new int[200];
        for (int[] expected : new int[][] {{2, 200}, {3, 100}, {4, 50}, {5, 25}, {9, 1}, {150, 1}}) {
            Arrays.fill(attempts, expected[0]);
            assertEquals(expected[1], together(200, attempts).size(), expected[0] + " failures");
        }
    }

    @Test
    void oneThatFailsForEverDoesNotHoldUpTheOthers() {
        assertEquals(List.of(1L), together(200, 20, 0, 0), "alone");
        assertEquals(List.of(1L, 3L), together(200, 0, 20, 0), "the others without it");
    }
}
