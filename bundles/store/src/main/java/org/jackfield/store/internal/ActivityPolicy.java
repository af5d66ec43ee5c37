package org.jackfield.store.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;

/**
 * Which activities a call leaves in a CRM, and whose they are. Pure.
 *
 * @param perAgent one activity for each agent who answered, instead of one a call
 * @param queueOwners whose a call is that nobody answered in a queue: an agent's id or an e-mail, by queue
 * @param otherOwner whose a call is that nobody else's is; empty for nobody
 */
record ActivityPolicy(boolean perAgent, Map<String, String> queueOwners, String otherOwner) {
    /** The agent of an activity that is the whole call's. */
    static final String WHOLE_CALL = "";

    /** Looks up what else is known of an agent. */
    interface People {
        Owner owner(String tenant, String agent);
    }

    /** Whether a CRM should know of a call: calls with the outside, once each. A consultation is part of another. */
    static boolean worthLogging(Call call) {
        return call.direction() != Direction.INTERNAL
                && call.cause().filter(Cause.MERGED::equals).isEmpty()
                && call.lineage().stream().noneMatch(edge -> edge.type() == LineageType.CONSULTATION_OF);
    }

    /** The agents who get an activity each; {@link #WHOLE_CALL} alone for one activity. */
    List<String> shares(Call call) {
        List<String> agents = perAgent
                ? answered(call)
                        .flatMap(connection -> connection.agent().stream())
                        .distinct()
                        .toList()
                : List.of();
        return agents.isEmpty() ? List.of(WHOLE_CALL) : agents;
    }

    Activity activity(Call call, String agent, People people) {
        return agent.equals(WHOLE_CALL) ? whole(call, people) : share(call, agent, people);
    }

    private Activity whole(Call call, People people) {
        Duration talk = call.answeredAt()
                .flatMap(answer -> call.endedAt().map(end -> between(answer, end)))
                .orElse(Duration.ZERO);
        return new Activity(
                call.id(),
                call.tenant(),
                call,
                owner(call, people),
                call.startedAt(),
                talk,
                call.answeredAt().isPresent());
    }

    private static Activity share(Call call, String agent, People people) {
        List<Connection> own = answered(call)
                .filter(connection -> connection.agent().filter(agent::equals).isPresent())
                .toList();
        Instant at = own.stream()
                .flatMap(connection -> connection.connectedAt().stream())
                .min(Comparator.naturalOrder())
                .orElse(call.startedAt());
        long talkMs = own.stream().mapToLong(Connection::connectedMs).sum();
        return new Activity(
                call.id() + "." + agent,
                call.tenant(),
                call,
                Optional.of(people.owner(call.tenant(), agent)),
                at,
                Duration.ofMillis(talkMs),
                !own.isEmpty());
    }

    /** The agent who answered last; else who dialled, or the owner of the queue, or the agent it was meant for. */
    private Optional<Owner> owner(Call call, People people) {
        Optional<String> agent = answered(call)
                .filter(connection -> connection.agent().isPresent())
                .max(Comparator.comparing(connection -> connection.connectedAt().orElseThrow()))
                .flatMap(Connection::agent);
        if (agent.isEmpty() && call.queue().isPresent()) {
            agent = call.queue().map(queueOwners::get);
        } else if (agent.isEmpty()) {
            agent = ours(call)
                    .flatMap(connection -> connection.agent().stream())
                    .reduce((first, last) -> last);
        }
        return agent.or(() -> Optional.of(otherOwner))
                .filter(name -> !name.isEmpty())
                .map(name -> name.contains("@")
                        ? new Owner("", Optional.of(name), Optional.empty())
                        : people.owner(call.tenant(), name));
    }

    private static Stream<Connection> answered(Call call) {
        return ours(call).filter(connection -> connection.connectedAt().isPresent());
    }

    private static Stream<Connection> ours(Call call) {
        return call.connections().stream()
                .filter(connection -> connection.role() == Role.AGENT || connection.role() == Role.INTERNAL)
                .filter(connection -> connection.participation() == Participation.ACTIVE);
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
