package org.jackfield.presence.internal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.device.Device;
import org.jackfield.presence.internal.Inputs.Choice;

/**
 * Decides an agent's state. What comes first wins: logged off, in a call, work after a call, a call left ringing, an
 * explicit choice, do not disturb, a device, and at last ready.
 */
final class Rules {
    private Rules() {}

    /**
     * What was decided.
     *
     * @param cause names what decided
     * @param recheckAt when time alone may change the decision
     */
    record Decision(
            AgentState state,
            Optional<String> reason,
            Optional<AgentState> pending,
            String cause,
            OptionalLong recheckAt) {
        private static Decision of(AgentState state, String cause) {
            return new Decision(state, Optional.empty(), Optional.empty(), cause, OptionalLong.empty());
        }

        private static Decision notReady(String reason, String cause) {
            return new Decision(
                    AgentState.NOT_READY, Optional.of(reason), Optional.empty(), cause, OptionalLong.empty());
        }
    }

    /** Decides by inputs that are settled. */
    static Decision decide(Inputs inputs, Policy policy, long now) {
        if (inputs.sessions().isEmpty()) {
            return Decision.of(AgentState.LOGGED_OFF, "not logged in");
        }
        Optional<AgentState> pending = inputs.will().pending().map(Choice::state);
        if (!inputs.calls().isEmpty()) {
            Map.Entry<String, Boolean> call =
                    inputs.calls().entrySet().iterator().next();
            String cause = "call " + call.getKey() + (call.getValue() ? " connected" : " initiated");
            return new Decision(AgentState.BUSY, Optional.empty(), pending, cause, OptionalLong.empty());
        }
        if (inputs.wrapUp().filter(w -> now < w.until()).isPresent()) {
            Inputs.WrapUp wrapUp = inputs.wrapUp().get();
            return new Decision(
                    AgentState.WORKING_AFTER_CALL,
                    Optional.empty(),
                    pending,
                    "work after call " + wrapUp.call(),
                    OptionalLong.of(wrapUp.until()));
        }
        if (inputs.unanswered().isPresent()) {
            return Decision.notReady(
                    "noAnswer", "no answer to call " + inputs.unanswered().get());
        }
        Optional<Choice> choice = inputs.will().choice();
        if (choice.filter(c -> c.state() == AgentState.NOT_READY).isPresent()) {
            return new Decision(
                    AgentState.NOT_READY,
                    choice.get().reason(),
                    Optional.empty(),
                    "chosen by " + choice.get().by(),
                    OptionalLong.empty());
        }
        return byDevices(inputs, policy, now);
    }

    private static Decision byDevices(Inputs inputs, Policy policy, long now) {
        // Sorted, so that the same facts always give the same cause.
        Map<String, Hardware> devices = new TreeMap<>(inputs.devices());
        OptionalLong recheckAt = devices.values().stream()
                .map(device -> device.nextLook(policy, now))
                .flatMapToLong(OptionalLong::stream)
                .min();
        for (Map.Entry<String, Hardware> device : devices.entrySet()) {
            if (device.getValue().doNotDisturb() && device.getValue().state() == Device.State.READY) {
                return Decision.notReady("doNotDisturb", "do not disturb at device " + device.getKey());
            }
        }
        for (Map.Entry<String, Hardware> device : devices.entrySet()) {
            Optional<Hardware.Objection> objection = device.getValue().objection(policy, now);
            if (objection.isPresent()) {
                return new Decision(
                        AgentState.NOT_READY,
                        Optional.of(objection.get().reason()),
                        Optional.empty(),
                        (device.getValue().kind() == Device.Kind.HEADSET ? "headset " : "device ") + device.getKey()
                                + " " + objection.get().cause(),
                        recheckAt);
            }
        }
        String cause = inputs.will().choice().map(c -> "chosen by " + c.by()).orElse("logged in");
        return new Decision(AgentState.READY, Optional.empty(), Optional.empty(), cause, recheckAt);
    }
}
