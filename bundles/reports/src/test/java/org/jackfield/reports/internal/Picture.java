package org.jackfield.reports.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.TransferKind;

/** An ended inbound call for tests, told in seconds after {@link #NINE}. */
final class Picture {
    static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

    private final String id;
    private final int start;
    private final List<Connection> connections = new ArrayList<>();
    private final List<QueueVisit> visits = new ArrayList<>();
    private final List<Lineage> lineage = new ArrayList<>();
    private Cause cause = Cause.NORMAL_CLEARING;

    Picture(String id, int start) {
        this.id = id;
        this.start = start;
    }

    static Instant at(int second) {
        return NINE.plusSeconds(second);
    }

    Picture queue(String queue, int from, int to, QueueOutcome outcome, String... offered) {
        visits.add(new QueueVisit(queue, at(from), Optional.of(at(to)), Optional.of(outcome), List.of(offered)));
        return this;
    }

    /** An agent's phone that rang and was answered. */
    Picture talk(String agent, int rings, int from, int to, int holdSeconds) {
        return leg(
                agent,
                rings,
                Optional.of(at(from)),
                to,
                (to - from) * 1000L,
                holdSeconds * 1000L,
                Cause.NORMAL_CLEARING);
    }

    /** An agent's phone that rang in vain. */
    Picture ring(String agent, int from, int to, Cause why) {
        return leg(agent, from, Optional.empty(), to, 0, 0, why);
    }

    private Picture leg(
            String agent, int rings, Optional<Instant> answered, int ended, long connected, long hold, Cause why) {
        connections.add(new Connection(
                "c" + (connections.size() + 1),
                "leg",
                Role.AGENT,
                Optional.empty(),
                Optional.of("line-" + agent),
                Optional.empty(),
                Optional.of(agent),
                Participation.ACTIVE,
                ConnectionState.NULL,
                Optional.of(at(rings)),
                answered,
                Optional.of(at(ended)),
                0,
                connected,
                hold,
                hold,
                connected - hold,
                Optional.of(why),
                Optional.empty(),
                List.of()));
        return this;
    }

    Picture transferred(String from, String to, int second) {
        lineage.add(new Lineage(
                LineageType.TRANSFERRED_TO,
                Optional.of(TransferKind.BLIND),
                Optional.of("line-" + from),
                Optional.of("line-" + to),
                Optional.empty(),
                at(second)));
        return this;
    }

    Picture because(Cause why) {
        cause = why;
        return this;
    }

    Call ended(int second) {
        return new Call(
                id,
                Tenant.MAIN,
                "asterisk~main",
                Direction.INBOUND,
                CallState.ENDED,
                Party.of("+12025550101", "Ann"),
                Party.of("1001", ""),
                at(start),
                connections.stream().flatMap(leg -> leg.connectedAt().stream()).findFirst(),
                Optional.of(at(second)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(cause),
                connections,
                visits,
                lineage,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
