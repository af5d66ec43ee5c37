package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.LineRef;
import org.junit.jupiter.api.Test;

class AgentsFileTest {
    private static final String HEADER = "agent,name,team,link,line\n";

    @Test
    void anAgentMayHaveSeveralLines() {
        AgentsFile file = AgentsFile.parse(
                "agents.csv",
                HEADER + "alice,Alice,support,asterisk~main,1001\nalice,Alice,support,asterisk~main,1011\n");
        Agent alice = file.agents().get(0);
        assertEquals(2, alice.lines().size());
        assertEquals(alice, file.byLine().get(new LineRef("asterisk~main", "1011")));
    }

    @Test
    void aBrokenLineIsOneSentenceAndTheOthersCount() {
        AgentsFile file =
                AgentsFile.parse("agents.csv", HEADER + "Al ice;x\n# a comment\nbob,Bob,support,asterisk~main,1002\n");
        assertEquals(List.of("bob"), file.agents().stream().map(Agent::id).toList());
        assertEquals(1, file.problems().size());
        assertTrue(
                file.problems().get(0).startsWith("agents.csv line 2: "),
                file.problems().get(0));
    }

    @Test
    void aLineBelongsToTheFirstWhoClaimsIt() {
        AgentsFile file = AgentsFile.parse(
                "agents.csv", HEADER + "alice,Alice,,asterisk~main,1001\nbob,Bob,,asterisk~main,1001\n");
        assertEquals(
                "alice", file.byLine().get(new LineRef("asterisk~main", "1001")).id());
        assertTrue(file.problems().get(0).contains("asterisk~main/1001"));
    }

    @Test
    void anAgentMayBeKnownToACrmByEmailOrFederationId() {
        AgentsFile file = AgentsFile.parse("agents.csv", """
                agent,name,team,link,line,tenant,email,federationId
                alice,Alice,support,asterisk~main,1001,,alice@example.com,alice.sso
                alice,,,asterisk~main,1002
                bob,Bob,support,asterisk~main,1003
                """);
        assertEquals(Optional.of("alice@example.com"), file.agents().get(0).email());
        assertEquals(Optional.of("alice.sso"), file.agents().get(0).federationId());
        assertEquals(2, file.agents().get(0).lines().size());
        assertEquals(Optional.empty(), file.agents().get(1).email());
    }
}
