package org.jackfield.api.crm;

import java.util.Optional;

/**
 * A person in the house whom a CRM knows by another name. A connector finds its user by federation id, by e-mail or by
 * a table of its own, and names one it cannot find in its status.
 *
 * @param agent our id; empty for somebody who takes no calls, such as the owner of a queue
 */
public record Owner(String agent, Optional<String> email, Optional<String> federationId) {
    /** An agent of whom nothing else is known. */
    public static Owner agent(String id) {
        return new Owner(id, Optional.empty(), Optional.empty());
    }

    /** How a person would name them: the agent's id, else the e-mail. */
    public String name() {
        return agent.isEmpty() ? email.or(() -> federationId).orElse("") : agent;
    }
}
