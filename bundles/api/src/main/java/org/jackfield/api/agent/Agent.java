package org.jackfield.api.agent;

import java.util.List;
import java.util.Optional;

/**
 * A person who takes calls.
 *
 * @param id also the account's name; {@code [a-z0-9._-]{1,64}}
 * @param team names a group with one presence policy; may be empty
 * @param lines where calls for this agent arrive
 * @param email by which a CRM may know this person
 * @param federationId the name in the company's single sign-on, by which a CRM may know this person
 */
public record Agent(
        String tenant,
        String id,
        String name,
        String team,
        List<LineRef> lines,
        Optional<String> email,
        Optional<String> federationId) {
    public Agent {
        lines = List.copyOf(lines);
    }

    /** Somebody no CRM knows. */
    public Agent(String tenant, String id, String name, String team, List<LineRef> lines) {
        this(tenant, id, name, team, lines, Optional.empty(), Optional.empty());
    }
}
