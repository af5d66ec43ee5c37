package org.jackfield.shell.internal;

import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.Word;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Presence;

/** The agents, where they sit and what they do. */
@Service
@Command(scope = "jackfield", name = "agents", description = "Shows the agents, where they sit and what they do")
public final class AgentsCommand extends JackfieldAction {
    @Override
    void run() {
        AgentSessions sessions = service(AgentSessions.class);
        Presence presence = service(Presence.class);
        Table table = new Table(
                "No agent: add one to etc/agents.csv",
                "Agent",
                "Name",
                "Team",
                "State",
                "Reason",
                "Since",
                "Cause",
                "Lines",
                "Logged in at");
        for (Agent agent : sessions.agents(tenant)) {
            AgentPresence now = presence.of(tenant, agent.id());
            table.row(
                    agent.id(),
                    agent.name(),
                    agent.team(),
                    now.pending()
                            .map(next -> now.state().word() + ", then " + next.word())
                            .orElse(now.state().word()),
                    now.reason(),
                    now.since(),
                    now.cause(),
                    agent.lines().stream().map(LineRef::toString).collect(Collectors.joining(", ")),
                    sessions.sessions(tenant, agent.id()).stream()
                            .map(Word::word)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        table.print(out);
    }
}
