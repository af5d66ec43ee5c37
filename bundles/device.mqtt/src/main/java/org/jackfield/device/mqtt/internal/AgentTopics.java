package org.jackfield.device.mqtt.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/** Publishes how agents stand, retained, the newest of each; kept for a broker that is back, perhaps empty. */
final class AgentTopics {
    private final Topics topics;
    private final Consumer<Outgoing> out;
    private final Map<String, AgentPresence> presences = new HashMap<>();

    AgentTopics(Topics topics, Consumer<Outgoing> out) {
        this.topics = topics;
        this.out = out;
    }

    /** Publishes an agent's state if it is newer than what is known. */
    synchronized boolean tell(AgentPresence now) {
        boolean newer = remember(now);
        if (newer) {
            publish(now);
        }
        return newer;
    }

    /** Publishes all there is. */
    synchronized void announce(Collection<AgentPresence> asked) {
        asked.forEach(this::remember);
        presences.values().forEach(this::publish);
    }

    synchronized Optional<AgentPresence> of(String agent) {
        return Optional.ofNullable(presences.get(agent));
    }

    private boolean remember(AgentPresence now) {
        AgentPresence before = presences.get(now.agent());
        boolean newer = before == null || before.rev() < now.rev();
        if (newer) {
            presences.put(now.agent(), now);
        }
        return newer;
    }

    private void publish(AgentPresence now) {
        ObjectNode body = Payload.object();
        body.put("state", now.state().word());
        now.reason().ifPresent(reason -> body.put("reason", reason));
        now.pending().ifPresent(pending -> body.put("pending", pending.word()));
        body.put("cause", now.cause());
        body.put("since", now.since().toString());
        body.put("rev", now.rev());
        out.accept(new Outgoing(topics.presence(now.agent()), Payload.write(body), true, 0));
    }
}
