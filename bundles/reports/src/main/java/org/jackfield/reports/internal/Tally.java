package org.jackfield.reports.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Counts by interval and name.
 *
 * @param <C> the counts
 */
final class Tally<C> {
    private record Cell(Instant from, String name) {}

    private final Map<Cell, C> cells =
            new TreeMap<>(Comparator.comparing(Cell::from).thenComparing(Cell::name));
    private final BinaryOperator<C> sum;

    Tally(BinaryOperator<C> sum) {
        this.sum = sum;
    }

    void add(Instant from, String name, C counts) {
        cells.merge(new Cell(from, name), counts, sum);
    }

    List<C> counts() {
        return List.copyOf(cells.values());
    }
}
