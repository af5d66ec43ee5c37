package org.jackfield.rest.internal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Role;
import org.jackfield.api.store.CallQuery;
import org.jackfield.rest.internal.Views.Items;

/**
 * {@code /calls/{id}/timeline}: what was before with the customer of a call. Who may see the call may know what
 * colleagues talked about with that customer, but no more of their calls than that: see the decision in docs.
 */
@Path("/calls/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {
    private static final int LENGTH = 20;

    private final Services services;

    TimelineResource(Services services) {
        this.services = services;
    }

    /**
     * An earlier call with the customer.
     *
     * @param agentName who talked
     * @param outcome talked, missed, busy, noAnswer or notReached
     */
    record TimelineEntry(
            String call,
            Instant startedAt,
            Direction direction,
            Optional<String> agentName,
            Optional<String> queue,
            String outcome,
            long talkMs,
            Optional<String> disposition,
            Optional<String> notes) {}

    /** Earlier calls, newest first. */
    @GET
    public Items<TimelineEntry> timeline(@PathParam("id") String id, @Context Caller caller) {
        Call call = Asked.call(services, caller, id);
        Optional<String> number = call.remote().number();
        if (call.direction() == Direction.INTERNAL || number.isEmpty()) {
            return Items.of(List.of());
        }
        CallQuery query = new CallQuery(
                caller.tenant(),
                Optional.empty(),
                Optional.empty(),
                number,
                Optional.empty(),
                Optional.empty(),
                2 * LENGTH);
        return Items.of(services.journal().calls(query).stream()
                .filter(other -> !other.id().equals(call.id())
                        && other.cause().filter(Cause.MERGED::equals).isEmpty())
                .filter(other -> other.direction() != Direction.INTERNAL
                        && other.remote().number().equals(number))
                .limit(LENGTH)
                .map(this::entry)
                .toList());
    }

    private TimelineEntry entry(Call call) {
        return new TimelineEntry(
                call.id(),
                call.startedAt(),
                call.direction(),
                call.answeredBy().flatMap(AnsweredBy::agent).map(agent -> name(call.tenant(), agent)),
                call.queue(),
                outcome(call),
                call.connections().stream()
                        .filter(c -> c.role() == Role.AGENT)
                        .mapToLong(Connection::talkMs)
                        .sum(),
                call.disposition(),
                call.notes());
    }

    private String name(String tenant, String agent) {
        return services.agents().agent(tenant, agent).map(Agent::name).orElse(agent);
    }

    private static String outcome(Call call) {
        if (call.answeredAt().isPresent()) {
            return "talked";
        }
        if (call.direction() == Direction.INBOUND) {
            return "missed";
        }
        return call.cause()
                .filter(cause -> cause == Cause.BUSY || cause == Cause.NO_ANSWER)
                .map(Cause::word)
                .orElse("notReached");
    }
}
