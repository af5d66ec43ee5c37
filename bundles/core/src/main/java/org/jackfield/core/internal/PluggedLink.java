package org.jackfield.core.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Presentation;
import org.jackfield.api.call.Service;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.pbx.PbxDriver;

/** A link as its calls see it: the number plan, the agents, and whichever driver is plugged in right now. */
record PluggedLink(
        String name,
        String tenant,
        Function<String, Optional<PbxDriver>> drivers,
        NumberPlan numbers,
        AgentSessions sessions)
        implements LinkContext {

    @Override
    public String nativeIdKind() {
        String type = name.substring(0, Math.max(name.indexOf('~'), 0));
        return type.equals("asterisk") ? "asterisk.uniqueid" : type + ".id";
    }

    @Override
    public Party read(Party told) {
        if (told.number().isEmpty()) {
            return told;
        }
        PhoneNumber number = numbers.read(name, told.number().get());
        return switch (number.kind()) {
            case WITHHELD -> Party.withheld();
            case INVALID -> told;
            default -> new Party(Optional.of(number.value()), told.name(), told.presentation());
        };
    }

    @Override
    public boolean isLine(String endpoint) {
        return numbers.read(name, endpoint).kind() == Kind.INTERNAL;
    }

    @Override
    public boolean isOutside(Party party) {
        return party.presentation() == Presentation.RESTRICTED
                || party.number()
                        .map(n -> numbers.read(name, n).kind())
                        .filter(kind -> kind == Kind.PUBLIC || kind == Kind.OWN)
                        .isPresent();
    }

    @Override
    public Optional<String> agentAt(LineRef line) {
        return sessions.agentAt(line).map(Agent::id);
    }

    @Override
    public List<Service> allowed(LiveLeg leg, Situation situation) {
        Optional<PbxDriver> driver = drivers.apply(name);
        return driver.isEmpty() || leg.line.isEmpty()
                ? List.of()
                : Allowed.of(leg, situation, service -> driver.get().supports(service, leg.line.get()));
    }
}
