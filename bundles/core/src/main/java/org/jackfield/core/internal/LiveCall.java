package org.jackfield.core.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Presentation;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Recording;
import org.jackfield.api.call.Role;
import org.jackfield.api.pbx.Leg;

/** A call while it lives: takes what signals say, gives a picture after each. Used by its lane's thread only. */
final class LiveCall {
    private final LinkContext link;
    final String id;
    final Instant startedAt;
    final Map<String, LiveLeg> legs = new LinkedHashMap<>();
    /** The driver's keys that mean this call. */
    final Set<String> keys = new HashSet<>();

    final LiveVisits visits = new LiveVisits();
    final LiveNames names;
    /** Made anew when something comes, so that the pictures in between share it. */
    private List<Lineage> lineage = List.of();

    private final List<RecordRef> records = new ArrayList<>();
    private Party caller;
    private Party called;
    private Direction direction = Direction.INBOUND;
    private LiveLeg originator;
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<AnsweredBy> answeredBy = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Role> endedBy = Optional.empty();
    private Optional<Cause> cause = Optional.empty();
    private Optional<String> notes = Optional.empty();
    private Optional<String> disposition = Optional.empty();
    private boolean reconstructed;
    private final boolean placed;
    final LiveRecordings recordings = new LiveRecordings();

    LiveCall(
            LinkContext link,
            String id,
            String nativeKey,
            Instant startedAt,
            Party caller,
            Party called,
            boolean placed) {
        this.placed = placed;
        this.link = link;
        this.id = id;
        this.startedAt = startedAt;
        this.caller = link.read(caller);
        this.called = link.read(called);
        this.names = new LiveNames(link.nativeIdKind(), List.of());
        names.add(nativeKey);
    }

    /** A call as it was told by an earlier run of this server. */
    LiveCall(LinkContext link, Call told) {
        this.placed = false; // only the first leg is asked about, and it is there
        this.link = link;
        this.id = told.id();
        this.startedAt = told.startedAt();
        this.caller = told.caller();
        this.called = told.called();
        this.direction = told.direction();
        this.answeredAt = told.answeredAt();
        this.answeredBy = told.answeredBy();
        this.notes = told.notes();
        this.disposition = told.disposition();
        this.reconstructed = told.reconstructed();
        this.names = new LiveNames(link.nativeIdKind(), told.aliases());
        lineage = told.lineage();
        visits.restore(told.queueVisits());
        records.addAll(told.records());
        told.connections().forEach(connection -> legs.put(connection.leg(), new LiveLeg(connection)));
        originator = legs.values().stream().findFirst().orElse(null);
        told.recordings().forEach(recording -> recordings.restore(leg(told, recording), recording));
    }

    private static String leg(Call told, Recording recording) {
        return recording
                .connection()
                .flatMap(told::connection)
                .map(Connection::leg)
                .orElse("");
    }

    boolean ended() {
        return endedAt.isPresent();
    }

    boolean anyLive() {
        return legs.values().stream().anyMatch(LiveLeg::live);
    }

    void markReconstructed() {
        reconstructed = true;
    }

    /** More is known; what is known already stays, so that a transfer does not turn the customer into an agent. */
    boolean learn(Party newCaller, Party newCalled) {
        Party before = caller;
        Party calledBefore = called;
        caller = known(caller) ? caller : link.read(newCaller);
        if (!known(called)) {
            called = link.read(newCalled);
            turnOutbound(link.isOutside(called));
        }
        return !before.equals(caller) || !calledBefore.equals(called);
    }

    /** A call of a line of ours that turns out to go to somebody outside. */
    private void turnOutbound(boolean outside) {
        if (outside && direction == Direction.INTERNAL) {
            direction = Direction.OUTBOUND;
            legs.values().stream().filter(leg -> leg.role == Role.INTERNAL).forEach(leg -> leg.role = Role.AGENT);
        }
    }

    private static boolean known(Party party) {
        return party.presentation() != Presentation.UNAVAILABLE;
    }

    LiveLeg add(Leg leg, Optional<String> continues) {
        Optional<String> line =
                Optional.of(leg.endpoint()).filter(endpoint -> leg.service().isEmpty() && link.isLine(endpoint));
        Optional<String> number = line.isPresent() || leg.service().isPresent()
                ? Optional.empty()
                : link.read(leg.party()).number();
        Role role = roleOf(leg, line.isPresent());
        LiveLeg live = new LiveLeg(
                "c" + (legs.size() + 1),
                leg.id(),
                role,
                leg.service(),
                line,
                number,
                line.flatMap(extension -> link.agentAt(new LineRef(link.name(), extension))),
                leg.participation(),
                continues);
        if (originator == null) {
            originator = live;
        }
        legs.put(leg.id(), live);
        names.add(leg.id());
        return live;
    }

    /** The first leg tells the direction; a call between lines turns outbound when the first party outside joins it. */
    private Role roleOf(Leg leg, boolean isLine) {
        if (leg.service().isPresent()) {
            return Role.SERVICE;
        }
        if (originator == null) {
            direction = isLine || placed
                    ? link.isOutside(called) ? Direction.OUTBOUND : Direction.INTERNAL
                    : Direction.INBOUND;
            return switch (direction) {
                case INBOUND -> Role.CUSTOMER;
                case OUTBOUND -> Role.AGENT;
                case INTERNAL -> Role.INTERNAL;
            };
        }
        if (isLine) {
            return direction == Direction.INTERNAL ? Role.INTERNAL : Role.AGENT;
        }
        turnOutbound(!known(called));
        boolean customerKnown = legs.values().stream().anyMatch(l -> l.role == Role.CUSTOMER);
        return direction == Direction.OUTBOUND && !customerKnown ? Role.CUSTOMER : Role.EXTERNAL;
    }

    /** A leg was answered. The first answer by somebody who was called is the call's. */
    void answered(LiveLeg leg, Instant at) {
        if (leg == originator
                || leg.role == Role.SERVICE
                || answeredAt.isPresent()
                || leg.participation != Participation.ACTIVE) {
            return;
        }
        answeredAt = Optional.of(at);
        answeredBy = Optional.of(new AnsweredBy(leg.line, leg.number, leg.agent));
    }

    void link(Lineage edge) {
        List<Lineage> edges = new ArrayList<>(lineage);
        edges.add(edge);
        lineage = List.copyOf(edges);
    }

    /** The edge that says of which call this is a consultation. */
    Optional<Lineage> consultation() {
        for (Lineage edge : lineage) {
            if (edge.type() == LineageType.CONSULTATION_OF) {
                return Optional.of(edge);
            }
        }
        return Optional.empty();
    }

    void attach(RecordRef ref) {
        records.removeIf(r -> r.connector().equals(ref.connector()) && r.id().equals(ref.id()));
        records.add(ref);
    }

    void annotate(Optional<String> newNotes, Optional<String> newDisposition) {
        notes = newNotes.or(() -> notes);
        disposition = newDisposition.or(() -> disposition);
    }

    /** Takes over the legs and names of a call that became part of this one. */
    void absorb(LiveCall other) {
        names.add(other.names);
    }

    void end(Instant at, Optional<String> endedByLeg, Cause why) {
        endedAt = Optional.of(at);
        recordings.end(at);
        endedBy = endedByLeg.map(legs::get).map(leg -> leg.role);
        boolean givenUp = answeredAt.isEmpty()
                && why == Cause.NORMAL_CLEARING
                && endedByLeg.map(legs::get).filter(leg -> leg == originator).isPresent();
        cause = Optional.of(givenUp ? Cause.ABANDONED : why);
        visits.end(at, answeredAt.isPresent() ? QueueOutcome.ANSWERED : QueueOutcome.ABANDONED);
    }

    /** The picture of the call at a moment. */
    Call picture(Instant now) {
        CallState state = state();
        boolean consultation = consultation().isPresent();
        boolean conference = isConference();
        List<Connection> connections = new ArrayList<>(legs.size());
        for (LiveLeg leg : legs.values()) {
            boolean first = leg == originator;
            Situation situation = new Situation(state, first, first && consultation, conference);
            connections.add(leg.picture(now, link.allowed(leg, situation)));
        }
        return new Call(
                id,
                link.tenant(),
                link.name(),
                direction,
                state,
                caller,
                called,
                startedAt,
                answeredAt,
                endedAt,
                answeredBy,
                endedBy,
                cause,
                connections,
                visits.picture(),
                lineage,
                names.picture(),
                records,
                recordings.picture(),
                notes,
                disposition,
                reconstructed);
    }

    private boolean isConference() {
        for (LiveLeg leg : legs.values()) {
            if (leg.isConference() && leg.live()) {
                return true;
            }
        }
        return false;
    }

    private CallState state() {
        return ended()
                ? CallState.ENDED
                : Standing.of(
                        legs.values(), originator, direction, visits.open().isPresent());
    }
}
