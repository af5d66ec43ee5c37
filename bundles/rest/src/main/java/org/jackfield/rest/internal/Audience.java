package org.jackfield.rest.internal;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.api.call.Connection;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.event.Fact.SessionFact;

/**
 * Who may see an event, found once an event: agents what is about themselves, everybody of the tenant how links stand
 * and who can take a call, supervisors all of the tenant.
 *
 * @param agents whom the event is about
 * @param everybody whether all agents of the tenant may see it
 * @param urgent whether those it is not about must see it at once too; the states of five hundred colleagues need not
 *     interrupt anybody
 */
record Audience(String tenant, Set<String> agents, boolean everybody, boolean urgent) {
    static Audience of(Event event) {
        String tenant = event.tenant();
        if (event.fact() instanceof CallFact fact) {
            return new Audience(
                    tenant,
                    fact.call().connections().stream()
                            .map(Connection::agent)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toSet()),
                    false,
                    true);
        }
        if (event.fact() instanceof PopFact fact) {
            return new Audience(tenant, Set.of(fact.pop().agent()), false, true);
        }
        if (event.fact() instanceof AgentFact fact) {
            return new Audience(tenant, Set.of(fact.presence().agent()), true, false);
        }
        if (event.fact() instanceof SessionFact fact) {
            return new Audience(tenant, Set.of(fact.agent()), false, false);
        }
        if (event.fact() instanceof DeviceFact fact) {
            return new Audience(tenant, fact.device().agent().map(Set::of).orElse(Set.of()), false, false);
        }
        return new Audience(tenant, Set.of(), event.fact() instanceof LinkFact, true);
    }

    boolean includes(Caller caller) {
        return caller.tenant().equals(tenant) && (everybody || concerns(caller) || caller.supervises());
    }

    /** Whether a caller who may see the event should see it at once. */
    boolean urgentFor(Caller caller) {
        return urgent || concerns(caller);
    }

    private boolean concerns(Caller caller) {
        return agents.contains(caller.name());
    }
}
