package org.jackfield.api.agent;

import java.util.List;

/**
 * A person who takes calls.
 *
 * @param id also the account's name; {@code [a-z0-9._-]{1,64}}
 * @param team names a group with one presence policy; may be empty
 * @param lines where calls for this agent arrive
 */
public record Agent(String tenant, String id, String name, String team, List<LineRef> lines) {
    public Agent {
        lines = List.copyOf(lines);
    }
}
