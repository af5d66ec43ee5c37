package org.jackfield.presence.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.control.AgentControl;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the PBXs how agents stand, so that their queues ring nobody who is away or still works on the last call. It
 * reads what was decided and asks; what the PBX makes of it decides nothing here, so nothing goes round in circles.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = PresenceConfig.PID)
public final class PbxTeller implements EventLog.Reader, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PbxTeller.class);
    private static final int MAILBOX = 5000;

    private final AgentSessions sessions;
    private final AgentControl pbx;
    private final Presence presence;
    private final Optional<EventLog.Subscription> subscription;

    /** What each line's PBX was told last, on the subscription's thread. */
    private final Map<Seat, Told> told = new HashMap<>();

    /** Links whose last answer was a refusal, so that it is said once. */
    private final Set<String> refusing = ConcurrentHashMap.newKeySet();

    private record Seat(String tenant, LineRef line) {}

    private record Told(AgentState state, String reason) {}

    @Activate
    public PbxTeller(
            PresenceConfig config,
            @Reference EventLog log,
            @Reference AgentSessions sessions,
            @Reference AgentControl pbx,
            @Reference Presence presence) {
        this.sessions = sessions;
        this.pbx = pbx;
        this.presence = presence;
        this.subscription = config.tellPbx()
                ? Optional.of(log.subscribe("presence.pbx", MAILBOX, PbxTeller::matters, this))
                : Optional.empty();
    }

    @Deactivate
    @Override
    public void close() {
        subscription.ifPresent(EventLog.Subscription::close);
    }

    @Override
    public void on(Event event) {
        if (event.fact() instanceof AgentFact agent) {
            tell(agent.presence());
        } else if (event.fact() instanceof LinkFact link && link.inService()) {
            again(event.tenant(), link.link());
        }
    }

    private static boolean matters(Event event) {
        return event.fact() instanceof AgentFact || event.fact() instanceof LinkFact;
    }

    /** A PBX that was away may have been restarted and know nothing of what it was told. */
    private void again(String tenant, String link) {
        List<LineRef> lines = new ArrayList<>();
        told.keySet()
                .removeIf(seat ->
                        seat.tenant().equals(tenant) && seat.line().link().equals(link) && lines.add(seat.line()));
        refusing.remove(link);
        for (LineRef line : lines) {
            sessions.agentAt(line).map(agent -> presence.of(tenant, agent.id())).ifPresent(this::tell);
        }
    }

    private void tell(AgentPresence now) {
        if (now.state() == AgentState.BUSY) {
            // The PBX knows that best; whoever dials out while not ready stays so.
            return;
        }
        String reason = now.reason().orElse("");
        List<LineRef> lines =
                sessions.agent(now.tenant(), now.agent()).map(Agent::lines).orElse(List.of());
        for (LineRef line : lines) {
            Told next = new Told(now.state(), reason);
            if (!next.equals(told.put(new Seat(now.tenant(), line), next))) {
                pbx.setAgentState(now.tenant(), line, now.state(), reason)
                        .whenComplete((done, failure) -> answered(line.link(), failure));
            }
        }
    }

    private void answered(String link, Throwable failure) {
        if (failure == null) {
            refusing.remove(link);
        } else if (refusing.add(link)) {
            Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
            LOG.info(
                    "{} was not told that an agent's state changed, so its queues may ring who is not ready: {}",
                    link,
                    cause.getMessage());
        }
    }
}
