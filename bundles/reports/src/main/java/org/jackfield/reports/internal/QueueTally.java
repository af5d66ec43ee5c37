package org.jackfield.reports.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.Role;
import org.jackfield.api.report.QueueCounts;
import org.jackfield.api.report.ReportQuery;
import org.jackfield.api.report.Waits;

/**
 * What happened in the queues. A call counts once in each queue it entered, in the interval it entered; talk and
 * transfers belong to the visit that led to them. Pure.
 */
final class QueueTally {
    private final ReportQuery query;
    private final Tally<QueueCounts> tally = new Tally<>(QueueCounts::plus);

    QueueTally(ReportQuery query) {
        this.query = query;
    }

    void add(Call call) {
        for (int i = 0; i < call.queueVisits().size(); i++) {
            QueueVisit visit = call.queueVisits().get(i);
            Optional<Instant> next = i + 1 < call.queueVisits().size()
                    ? Optional.of(call.queueVisits().get(i + 1).enteredAt())
                    : Optional.empty();
            Instant start = query.start(visit.enteredAt());
            tally.add(start, visit.queue(), counts(call, visit, next, start));
        }
    }

    List<QueueCounts> counts() {
        return tally.counts();
    }

    private static QueueCounts counts(Call call, QueueVisit visit, Optional<Instant> next, Instant start) {
        QueueOutcome outcome = visit.outcome().orElse(QueueOutcome.ABANDONED);
        Waits waited = Waits.NONE.plus(Duration.between(
                visit.enteredAt(), visit.leftAt().or(call::endedAt).orElse(visit.enteredAt())));
        List<Connection> agents = call.connections().stream()
                .filter(leg -> leg.role() == Role.AGENT && leg.participation() == Participation.ACTIVE)
                .filter(leg ->
                        leg.connectedAt().filter(at -> isOf(visit, next, at)).isPresent())
                .toList();
        return new QueueCounts(
                visit.queue(),
                start,
                outcome == QueueOutcome.ANSWERED ? waited : Waits.NONE,
                outcome == QueueOutcome.ABANDONED ? waited : Waits.NONE,
                switch (outcome) {
                    case OVERFLOW, TIMEOUT, TRANSFERRED -> 1;
                    case ANSWERED, ABANDONED, CALLBACK -> 0;
                },
                outcome == QueueOutcome.CALLBACK ? 1 : 0,
                (int) call.connections().stream()
                        .filter(leg -> visit.offeredTo().contains(leg.id()))
                        .filter(QueueTally::rangOut)
                        .count(),
                (int) call.lineage().stream()
                        .filter(edge -> edge.type() == LineageType.TRANSFERRED_TO && leadsFrom(visit, next, edge.at()))
                        .count(),
                agents.stream().mapToLong(Connection::talkMs).sum(),
                agents.stream().mapToLong(Connection::holdMs).sum());
    }

    /** Nobody took the phone, though the caller stayed. */
    static boolean rangOut(Connection leg) {
        return leg.connectedAt().isEmpty()
                && leg.cause().filter(Cause.NO_ANSWER::equals).isPresent();
    }

    private static boolean isOf(QueueVisit visit, Optional<Instant> next, Instant moment) {
        return !moment.isBefore(visit.enteredAt())
                && next.filter(later -> !moment.isBefore(later)).isEmpty();
    }

    /** A transfer into another queue happens at the moment the next visit begins, and is of the visit before. */
    private static boolean leadsFrom(QueueVisit visit, Optional<Instant> next, Instant moment) {
        return moment.isAfter(visit.enteredAt()) && next.filter(moment::isAfter).isEmpty();
    }
}
