package org.jackfield.api.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One stay of a call in an ACD group.
 *
 * @param offeredTo ids of the connections that rang for this visit, in order
 */
public record QueueVisit(
        String queue,
        Instant enteredAt,
        Optional<Instant> leftAt,
        Optional<QueueOutcome> outcome,
        List<String> offeredTo) {
    public QueueVisit {
        offeredTo = List.copyOf(offeredTo);
    }
}
