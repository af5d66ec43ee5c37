package org.jackfield.api.agent;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who sits where. Assignments come from {@code etc/agents.csv}; an agent may log in on a page, a device or at the PBX.
 * Thread-safe; reads never block.
 */
@ProviderType
public interface AgentSessions {
    /** The agent whose calls arrive at that line. */
    Optional<Agent> agentAt(LineRef line);

    /** The agent of that id. */
    Optional<Agent> agent(String tenant, String id);

    /** All agents of a tenant, by id. */
    Collection<Agent> agents(String tenant);

    /** Where the agent is logged in now; empty when logged off. */
    Set<SessionSource> sessions(String tenant, String agent);

    /** Logs an agent in at a source; appends a SessionFact if that is new. Unknown agents are ignored. */
    void logIn(String tenant, String agent, SessionSource source);

    /** Logs an agent out at a source; appends a SessionFact if that is new. */
    void logOut(String tenant, String agent, SessionSource source);

    /**
     * Seats an agent at a line, where the own calls arrive until the agent stands up: whoever sat there by assignment
     * does not sit there meanwhile. Unknown agents are ignored.
     */
    default void sit(String tenant, String agent, LineRef line) {}

    /** The agent is back at the assigned lines. */
    default void stand(String tenant, String agent) {}
}
