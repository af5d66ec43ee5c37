package org.jackfield.presence.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Role;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;

/**
 * All that is known about one agent and matters for the state. Immutable: what happens gives a new one. Times are
 * milliseconds of a monotonic clock.
 *
 * @param calls the calls the agent is in, oldest first; true where the agent is connected, false while it is set up
 * @param will what people want for the agent
 * @param unanswered the call the agent let ring out
 * @param devices what stands at the agent's line
 */
record Inputs(
        Set<SessionSource> sessions,
        Map<String, Boolean> calls,
        Optional<WrapUp> wrapUp,
        Will will,
        Optional<String> unanswered,
        Map<String, Hardware> devices) {

    static final Inputs NONE = new Inputs(Set.of(), Map.of(), Optional.empty(), Will.NONE, Optional.empty(), Map.of());

    /** Somebody's choice of READY, NOT_READY or LOGGED_OFF. */
    record Choice(AgentState state, Optional<String> reason, String by) {}

    /** What was chosen last, and what was chosen during a call, to be taken after it and the work after it. */
    record Will(Optional<Choice> choice, Optional<Choice> pending) {
        private static final Will NONE = new Will(Optional.empty(), Optional.empty());
    }

    /** Work after a call, until a moment. */
    record WrapUp(String call, long until) {}

    /** Where the agent is logged in now. Logging off forgets what was chosen and what was left to do. */
    Inputs withSessions(Set<SessionSource> now) {
        return now.isEmpty()
                ? new Inputs(Set.of(), calls, Optional.empty(), Will.NONE, Optional.empty(), devices)
                : new Inputs(Set.copyOf(now), calls, wrapUp, will, unanswered, devices);
    }

    /** A call of the agent changed. */
    Inputs withCall(CallFact fact, String agent, Policy policy, long now) {
        Inputs after = withCall(fact.call(), agent, policy, now);
        if (!policy.ringNoAnswerMakesNotReady() || !rangOut(fact, agent)) {
            return after;
        }
        return new Inputs(
                sessions,
                after.calls,
                after.wrapUp,
                will,
                Optional.of(fact.call().id()),
                devices);
    }

    /** The agent's part in a call, as the call stands now. */
    Inputs withCall(Call call, String agent, Policy policy, long now) {
        boolean initiated = call.connectionsOf(agent).anyMatch(c -> c.state() == ConnectionState.INITIATED);
        boolean connected = call.connectionsOf(agent)
                .anyMatch(c -> c.state() == ConnectionState.CONNECTED || c.state() == ConnectionState.HOLD);
        if (!call.ended() && (initiated || connected)) {
            Map<String, Boolean> in = new LinkedHashMap<>(calls);
            in.put(call.id(), connected);
            return with(in, wrapUp);
        }
        Inputs after = withoutCall(call.id());
        boolean left = after != this;
        boolean served = call.connectionsOf(agent)
                .anyMatch(c -> c.role() == Role.AGENT && c.connectedAt().isPresent());
        return left && served && after.calls.isEmpty() && policy.wrapUpMs() > 0
                ? with(after.calls, Optional.of(new WrapUp(call.id(), now + policy.wrapUpMs())))
                : after;
    }

    /** A call is no longer there. */
    Inputs withoutCall(String call) {
        if (!calls.containsKey(call)) {
            return this;
        }
        Map<String, Boolean> in = new LinkedHashMap<>(calls);
        in.remove(call);
        return with(in, wrapUp);
    }

    /** A device of the agent reported. */
    Inputs withDevice(Device device, Policy policy, long now) {
        Map<String, Hardware> all = new HashMap<>(devices);
        Hardware.of(Optional.ofNullable(devices.get(device.id())), device, policy, now)
                .ifPresent(hardware -> all.put(device.id(), hardware));
        return new Inputs(sessions, calls, wrapUp, will, unanswered, Map.copyOf(all));
    }

    /** A device is no longer the agent's. */
    Inputs withoutDevice(String device) {
        Map<String, Hardware> all = new HashMap<>(devices);
        all.remove(device);
        return new Inputs(sessions, calls, wrapUp, will, unanswered, Map.copyOf(all));
    }

    /** Somebody chose: pending during a call; at once otherwise, which also ends work after a call. */
    Inputs choose(Choice chosen) {
        if (!calls.isEmpty()) {
            return new Inputs(
                    sessions, calls, wrapUp, new Will(will.choice(), Optional.of(chosen)), unanswered, devices);
        }
        return new Inputs(
                sessions,
                calls,
                Optional.empty(),
                new Will(Optional.of(chosen), Optional.empty()),
                Optional.empty(),
                devices);
    }

    /** Takes what was pending once the calls and the work after them are over. */
    Inputs settle(long now) {
        boolean working = wrapUp.filter(w -> now < w.until()).isPresent();
        if (!calls.isEmpty() || working) {
            return this;
        }
        return will.pending().isPresent() ? choose(will.pending().get()) : with(calls, Optional.empty());
    }

    /** Judged by the one connection the fact is about: the call shows it to the end, but it happens once. */
    private static boolean rangOut(CallFact fact, String agent) {
        return fact.event() != CallEventType.CALL_INFORMATION
                && fact.connection()
                        .flatMap(fact.call()::connection)
                        .filter(c -> c.agent().filter(agent::equals).isPresent())
                        .filter(c -> !c.live() && c.connectedAt().isEmpty())
                        .flatMap(Connection::cause)
                        .filter(Cause.NO_ANSWER::equals)
                        .isPresent();
    }

    private Inputs with(Map<String, Boolean> in, Optional<WrapUp> work) {
        // Not Map.copyOf, which forgets the order.
        return new Inputs(sessions, Collections.unmodifiableMap(in), work, will, unanswered, devices);
    }
}
