package org.jackfield.rest.internal;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.pop.Pop;
import org.jackfield.rest.internal.Frame.Resync;
import org.jackfield.rest.internal.Views.AgentView;

/** Where things stand, as far as a caller may see it. */
final class Standing {
    private final Services services;

    Standing(Services services) {
        this.services = services;
    }

    /** What a client needs to know to go on from now. */
    Resync now(Caller caller, String reason) {
        String tenant = caller.tenant();
        return new Resync(
                reason,
                known(() -> services.calls().active(tenant).stream().filter(caller::sees)),
                known(() -> pops(caller)),
                known(() -> AgentView.all(services, tenant).stream()),
                known(() -> services.links().links(tenant).stream()));
    }

    private Stream<Pop> pops(Caller caller) {
        return caller.supervises()
                ? services.agents().agents(caller.tenant()).stream()
                        .map(Agent::id)
                        .map(agent -> services.pops().open(caller.tenant(), agent))
                        .flatMap(Collection::stream)
                : services.pops().open(caller.tenant(), caller.name()).stream();
    }

    /** A part that is not running has nothing to show; events follow when it is back. */
    private static <T> List<T> known(Supplier<Stream<T>> part) {
        try {
            return part.get().toList();
        } catch (Problem away) {
            return List.of();
        }
    }
}
