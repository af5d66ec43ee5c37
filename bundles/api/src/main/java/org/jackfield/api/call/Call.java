package org.jackfield.api.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer's journey from the first ring to the last release, whatever transfers, parking or pickups lie between: one
 * call, one id. Immutable; each signal of the PBX gives a new picture.
 *
 * @param id ours, a ULID: its time is the call's creation at the PBX, its random part a hash of link, PBX start and
 *     first native id, so that a restarted server finds the same one
 * @param link the PBX link as {@code type~instance}, for example {@code asterisk~main}
 * @param answeredAt first answer by a person
 * @param endedBy role of the party that hung up last, while the call was still a conversation or an offer
 * @param reconstructed whether any part was concluded from a snapshot instead of being seen
 */
public record Call(
        String id,
        String tenant,
        String link,
        Direction direction,
        CallState state,
        Party caller,
        Party called,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Optional<AnsweredBy> answeredBy,
        Optional<Role> endedBy,
        Optional<Cause> cause,
        List<Connection> connections,
        List<QueueVisit> queueVisits,
        List<Lineage> lineage,
        List<Alias> aliases,
        List<RecordRef> records,
        List<Recording> recordings,
        Optional<String> notes,
        Optional<String> disposition,
        boolean reconstructed) {

    public Call {
        connections = List.copyOf(connections);
        queueVisits = List.copyOf(queueVisits);
        lineage = List.copyOf(lineage);
        aliases = List.copyOf(aliases);
        records = List.copyOf(records);
        recordings = List.copyOf(recordings);
    }

    /** Whether the call is over. */
    public boolean ended() {
        return state == CallState.ENDED;
    }

    /** The same call with a record it belongs to. */
    public Call withRecord(RecordRef record) {
        List<RecordRef> all = Stream.concat(records.stream(), Stream.of(record)).toList();
        return new Call(
                id,
                tenant,
                link,
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
                queueVisits,
                lineage,
                aliases,
                all,
                recordings,
                notes,
                disposition,
                reconstructed);
    }

    /** The connection of that id. */
    public Optional<Connection> connection(String connectionId) {
        return connections.stream().filter(c -> c.id().equals(connectionId)).findFirst();
    }

    /** All connections an agent has or had. */
    public Stream<Connection> connectionsOf(String agent) {
        return connections.stream().filter(c -> c.agent().filter(agent::equals).isPresent());
    }

    /** The party the organisation talks with: the caller of an inbound call, else the called one. */
    public Party remote() {
        return direction == Direction.INBOUND ? caller : called;
    }

    /** The queue the call waits in or last waited in. */
    public Optional<String> queue() {
        return queueVisits.isEmpty()
                ? Optional.empty()
                : Optional.of(queueVisits.get(queueVisits.size() - 1).queue());
    }
}
