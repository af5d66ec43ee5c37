package org.jackfield.presence.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.presence.internal.Inputs.Choice;
import org.jackfield.presence.internal.Rules.Decision;

/**
 * Minutes of an agent's day in no time: things happen at given seconds, the rules are asked whenever they want to be,
 * and what would be published is written down as {@code second: state reason (cause)}.
 */
final class Story {
    private final Policy policy;
    private final List<String> published = new ArrayList<>();
    private Inputs inputs = Inputs.NONE;
    private long now;
    private String last = "";

    /** An agent logs in at second 0. */
    Story(Policy policy) {
        this.policy = policy;
        happens(i -> i.withSessions(Set.of(SessionSource.PAGE)));
    }

    Story at(double second) {
        long until = (long) (second * 1000);
        for (; ; ) {
            long next = decide().recheckAt().orElse(Long.MAX_VALUE);
            if (next > until) {
                break;
            }
            now = Math.max(next, now + 1);
            happens(i -> i);
        }
        now = until;
        happens(i -> i);
        return this;
    }

    Story phone(Device.State state) {
        return device("desk-1001", Device.Kind.DESKPHONE, state, Map.of());
    }

    Story headset(Device.State state, String worn) {
        return device("hs-7", Device.Kind.HEADSET, state, Map.of("worn", worn));
    }

    Story device(String id, Device.Kind kind, Device.State state, Map<String, String> facts) {
        return happens(i -> i.withDevice(Samples.device(id, kind, state, facts), policy, now));
    }

    Story connected(String call) {
        return happens(i -> i.withCall(Samples.connected(call), Samples.ALICE, policy, now));
    }

    Story ended(String call) {
        return happens(i -> i.withCall(Samples.ended(call), Samples.ALICE, policy, now));
    }

    Story chooses(AgentState state, String reason) {
        return happens(i -> i.choose(new Choice(state, java.util.Optional.of(reason), Samples.ALICE)));
    }

    List<String> published() {
        return published;
    }

    private Story happens(UnaryOperator<Inputs> change) {
        inputs = change.apply(inputs).settle(now);
        Decision decision = decide();
        String told = decision.state().word()
                + decision.reason().map(r -> " " + r).orElse("")
                + decision.pending().map(p -> " then " + p.word()).orElse("")
                + " (" + decision.cause() + ")";
        if (!told.equals(last)) {
            last = told;
            published.add(now / 1000 + ": " + told);
        }
        return this;
    }

    private Decision decide() {
        return Rules.decide(inputs, policy, now);
    }
}
