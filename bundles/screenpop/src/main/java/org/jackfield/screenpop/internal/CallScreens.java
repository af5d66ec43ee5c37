package org.jackfield.screenpop.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.pop.Pop;

/** The screens one live call is or was on: one an agent. */
final class CallScreens {
    private final Map<String, Screen> screens = new LinkedHashMap<>();

    void restore(Pop open) {
        screens.put(open.agent(), Screen.showing(open));
    }

    List<Pop> follow(Call call) {
        List<Pop> changes = new ArrayList<>(2);
        connectionsByAgent(call).forEach((agent, connections) -> screens.computeIfAbsent(agent, Screen::new)
                .follow(call, connections)
                .ifPresent(changes::add));
        return changes;
    }

    List<Pop> complete(Lookup lookup) {
        List<Pop> changes = new ArrayList<>(2);
        screens.values().forEach(screen -> screen.complete(lookup).ifPresent(changes::add));
        return changes;
    }

    /**
     * Only those who take part as usual: a supervisor who listens, and a service of the PBX, have nothing to look at.
     */
    private static Map<String, List<Connection>> connectionsByAgent(Call call) {
        Map<String, List<Connection>> byAgent = new LinkedHashMap<>();
        for (Connection connection : call.connections()) {
            if (connection.agent().isPresent()
                    && (connection.role() == Role.AGENT || connection.role() == Role.INTERNAL)
                    && connection.participation() == Participation.ACTIVE) {
                byAgent.computeIfAbsent(connection.agent().get(), agent -> new ArrayList<>(2))
                        .add(connection);
            }
        }
        return byAgent;
    }
}
