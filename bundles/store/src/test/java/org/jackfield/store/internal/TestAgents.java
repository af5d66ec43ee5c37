package org.jackfield.store.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;

/** A house in which alice has an e-mail and of bob nothing is known. */
final class TestAgents implements AgentSessions {
    private static final Agent ALICE = new Agent(
            "main", "alice", "Alice", "", List.of(), Optional.of("alice@example.com"), Optional.of("alice.sso"));

    /** The activities of such a house, one a call. */
    static Activities perCall() {
        return new Activities(new TestAgents(), new ActivityPolicy(false, Map.of(), ""));
    }

    @Override
    public Optional<Agent> agent(String tenant, String id) {
        return id.equals("alice") ? Optional.of(ALICE) : Optional.empty();
    }

    @Override
    public Optional<Agent> agentAt(LineRef line) {
        return Optional.empty();
    }

    @Override
    public Collection<Agent> agents(String tenant) {
        return List.of(ALICE);
    }

    @Override
    public Set<SessionSource> sessions(String tenant, String agent) {
        return Set.of();
    }

    @Override
    public void logIn(String tenant, String agent, SessionSource source) {}

    @Override
    public void logOut(String tenant, String agent, SessionSource source) {}
}
