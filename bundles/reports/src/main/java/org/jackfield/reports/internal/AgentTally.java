package org.jackfield.reports.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.report.AgentCounts;
import org.jackfield.api.report.ReportQuery;

/** What agents did. Pure. */
final class AgentTally {
    private final ReportQuery query;
    private final Tally<AgentCounts> tally = new Tally<>(AgentCounts::plus);

    AgentTally(ReportQuery query) {
        this.query = query;
    }

    void add(Call call) {
        for (Connection leg : call.connections()) {
            if (leg.agent().isPresent() && leg.participation() == Participation.ACTIVE) {
                Instant start = query.start(began(call, leg));
                tally.add(start, leg.agent().get(), counts(call, leg, start));
            }
        }
    }

    List<AgentCounts> counts() {
        return tally.counts();
    }

    private static Instant began(Call call, Connection leg) {
        return leg.alertingAt().or(leg::connectedAt).orElse(call.startedAt());
    }

    private static AgentCounts counts(Call call, Connection leg, Instant start) {
        boolean talked = leg.connectedAt().isPresent();
        return new AgentCounts(
                leg.agent().orElseThrow(),
                start,
                talked && call.direction() == Direction.INBOUND ? 1 : 0,
                talked
                                && call.direction() == Direction.OUTBOUND
                                && call.answeredAt().isPresent()
                        ? 1
                        : 0,
                talked && call.direction() == Direction.INTERNAL ? 1 : 0,
                QueueTally.rangOut(leg) ? 1 : 0,
                (int) call.lineage().stream()
                        .filter(edge -> edge.type() == LineageType.TRANSFERRED_TO)
                        .filter(edge -> edge.from().equals(leg.line()) && isDuring(leg, edge.at()))
                        .count(),
                leg.talkMs(),
                leg.holdMs());
    }

    private static boolean isDuring(Connection leg, Instant moment) {
        Optional<Instant> from = leg.connectedAt();
        return from.filter(at -> !moment.isBefore(at)).isPresent()
                && leg.endedAt().filter(at -> moment.isAfter(at.plusSeconds(1))).isEmpty();
    }
}
