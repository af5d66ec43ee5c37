package org.jackfield.api.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The agents' states. Only the server decides; people and devices ask and report. Thread-safe. */
@ProviderType
public interface Presence {
    /** The state of one agent; logged off if nothing is known. */
    AgentPresence of(String tenant, String agent);

    /** When an agent's state ends by itself, such as the work after a call; empty if only somebody's doing ends it. */
    default Optional<Instant> until(String tenant, String agent) {
        return Optional.empty();
    }

    /** The states of all agents of a tenant. */
    Collection<AgentPresence> all(String tenant);

    /**
     * A person chooses a state for an agent. During a call it becomes pending.
     *
     * @param state READY, NOT_READY or LOGGED_OFF; the others follow from calls
     * @param by who chose, for the cause
     * @throws IllegalArgumentException if the state cannot be chosen or the agent is unknown, in one sentence
     */
    AgentPresence choose(String tenant, String agent, AgentState state, Optional<String> reason, String by);
}
