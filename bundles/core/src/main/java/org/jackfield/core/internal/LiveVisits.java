package org.jackfield.core.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.QueueVisit;

/** A live call's stays in ACD groups. Used by its lane's thread only. */
final class LiveVisits {
    private final List<QueueVisit> visits = new ArrayList<>();

    void restore(List<QueueVisit> told) {
        visits.addAll(told);
    }

    void enter(String queue, Instant at) {
        visits.add(new QueueVisit(queue, at, Optional.empty(), Optional.empty(), List.of()));
    }

    void offer(String queue, LiveLeg leg) {
        replaceOpen(queue, visit -> {
            List<String> offered = new ArrayList<>(visit.offeredTo());
            offered.add(leg.id);
            return new QueueVisit(visit.queue(), visit.enteredAt(), visit.leftAt(), visit.outcome(), offered);
        });
    }

    void leave(String queue, Instant at, QueueOutcome outcome) {
        replaceOpen(
                queue,
                visit -> new QueueVisit(
                        visit.queue(), visit.enteredAt(), Optional.of(at), Optional.of(outcome), visit.offeredTo()));
    }

    /** The call is over, and with it the stay that nobody ended. */
    void end(Instant at, QueueOutcome outcome) {
        open().ifPresent(queue -> leave(queue, at, outcome));
    }

    private void replaceOpen(String queue, UnaryOperator<QueueVisit> change) {
        for (int i = visits.size() - 1; i >= 0; i--) {
            QueueVisit visit = visits.get(i);
            if (visit.leftAt().isEmpty() && visit.queue().equals(queue)) {
                visits.set(i, change.apply(visit));
                return;
            }
        }
    }

    /** Where the call waits now. */
    Optional<String> open() {
        return visits.stream()
                .filter(visit -> visit.leftAt().isEmpty())
                .map(QueueVisit::queue)
                .findFirst();
    }

    List<QueueVisit> picture() {
        return visits;
    }
}
