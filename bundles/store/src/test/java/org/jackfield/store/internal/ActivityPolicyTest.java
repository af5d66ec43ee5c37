package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.call.Role;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;
import org.junit.jupiter.api.Test;

class ActivityPolicyTest {
    private static final Instant START = Sample.START;

    private final ActivityPolicy perCall =
            new ActivityPolicy(false, Map.of("support", "sue", "sales", "sales@example.com"), "");
    private final ActivityPolicy perAgent = new ActivityPolicy(true, Map.of(), "");
    private final List<Connection> connections = new ArrayList<>();

    private Connection connection(Role role, String agent, Integer from, Integer to, Participation participation) {
        return new Connection(
                "c" + (connections.size() + 1),
                "leg",
                role,
                Optional.empty(),
                Optional.of("1001"),
                Optional.empty(),
                Optional.ofNullable(agent),
                participation,
                ConnectionState.NULL,
                Optional.of(START),
                Optional.ofNullable(from).map(START::plusSeconds),
                Optional.of(START.plusSeconds(100)),
                0,
                from == null ? 0 : (to - from) * 1000L,
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private void rang(String agent) {
        connections.add(connection(Role.AGENT, agent, null, null, Participation.ACTIVE));
    }

    private void talked(String agent, int from, int to) {
        connections.add(connection(Role.AGENT, agent, from, to, Participation.ACTIVE));
    }

    private Call call(Direction direction, Optional<Integer> answered, int ended, String... queues) {
        return new Call(
                "01JD",
                "main",
                "asterisk~main",
                direction,
                CallState.ENDED,
                Party.of("+12025550101", ""),
                Party.of("+442079460111", ""),
                START,
                answered.map(START::plusSeconds),
                Optional.of(START.plusSeconds(ended)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(answered.isPresent() ? Cause.NORMAL_CLEARING : Cause.ABANDONED),
                connections,
                List.of(queues).stream()
                        .map(queue -> new QueueVisit(queue, START, Optional.empty(), Optional.empty(), List.of()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Activity whole(ActivityPolicy policy, Call call) {
        assertEquals(List.of(""), policy.shares(call));
        return policy.activity(call, "", (tenant, agent) -> Owner.agent(agent));
    }

    private static Optional<Owner> agent(String id) {
        return Optional.of(Owner.agent(id));
    }

    @Test
    void aTransferredCallIsTheLastAgentsAndLastsFromTheFirstAnswerToTheEnd() {
        talked("alice", 5, 20);
        rang("carol");
        talked("bob", 25, 60);
        connections.add(connection(Role.AGENT, "sue", 30, 40, Participation.LISTEN));
        Activity activity = whole(perCall, call(Direction.INBOUND, Optional.of(5), 60, "support"));
        assertEquals(agent("bob"), activity.owner());
        assertEquals(Duration.ofSeconds(55), activity.talk());
        assertEquals(START, activity.at());
        assertEquals("01JD", activity.key());
        assertTrue(activity.answered());
    }

    @Test
    void anAbandonedCallIsTheQueueOwnersAndLastsNothing() {
        rang("alice");
        Activity activity = whole(perCall, call(Direction.INBOUND, Optional.empty(), 30, "sales", "support"));
        assertEquals(agent("sue"), activity.owner());
        assertEquals(Duration.ZERO, activity.talk());
        assertFalse(activity.answered());
        assertEquals(
                Optional.of(new Owner("", Optional.of("sales@example.com"), Optional.empty())),
                whole(perCall, call(Direction.INBOUND, Optional.empty(), 30, "sales"))
                        .owner());
    }

    @Test
    void aCallNobodyOwnsIsTheOtherOwners() {
        Call queued = call(Direction.INBOUND, Optional.empty(), 30, "returns");
        assertEquals(Optional.empty(), whole(perCall, queued).owner());
        assertEquals(
                agent("max"),
                whole(new ActivityPolicy(false, Map.of(), "max"), queued).owner());
    }

    @Test
    void aMissedCallToAnAgentsOwnNumberIsThatAgents() {
        rang("alice");
        assertEquals(
                agent("alice"),
                whole(perCall, call(Direction.INBOUND, Optional.empty(), 30)).owner());
    }

    @Test
    void anOutboundCallNobodyAnsweredIsWhoseItWas() {
        rang("alice");
        assertEquals(
                agent("alice"),
                whole(perCall, call(Direction.OUTBOUND, Optional.empty(), 30)).owner());
    }

    @Test
    void eachAgentWhoAnsweredHasAnActivityWhereThePolicySaysSo() {
        talked("alice", 5, 20);
        talked("bob", 25, 60);
        talked("alice", 62, 70);
        rang("carol");
        Call call = call(Direction.INBOUND, Optional.of(5), 70, "support");
        assertEquals(List.of("alice", "bob"), perAgent.shares(call));
        Activity alice = perAgent.activity(call, "alice", (tenant, agent) -> Owner.agent(agent));
        assertEquals("01JD.alice", alice.key());
        assertEquals(agent("alice"), alice.owner());
        assertEquals(Duration.ofSeconds(23), alice.talk());
        assertEquals(START.plusSeconds(5), alice.at());
    }

    @Test
    void aCallNobodyAnsweredHasOneActivityUnderEitherPolicy() {
        rang("alice");
        assertEquals(
                "01JD",
                whole(perAgent, call(Direction.INBOUND, Optional.empty(), 30)).key());
    }

    @Test
    void anEndBeforeTheAnswerIsNoTime() {
        assertEquals(
                Duration.ZERO,
                whole(perCall, call(Direction.INBOUND, Optional.of(9), 8)).talk());
    }
}
