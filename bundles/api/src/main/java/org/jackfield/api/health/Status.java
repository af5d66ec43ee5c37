package org.jackfield.api.health;

import java.time.Instant;
import java.util.Map;

/**
 * How one part stands.
 *
 * @param name the part as an operator knows it: {@code link asterisk~main}, {@code store}, {@code etc/agents.csv}
 * @param tenant empty for parts that serve all
 * @param reason one sentence naming the thing, the value and the cure; empty when up
 * @param counters for operators, for example {@code events}, {@code rejected}
 */
public record Status(
        String name, String tenant, State state, String reason, Instant since, Map<String, Long> counters) {
    public Status {
        counters = Map.copyOf(counters);
    }

    /** How it stands. */
    public enum State implements org.jackfield.api.Word {
        /** On its way up; nothing is wrong yet. */
        CONNECTING,
        UP,
        /** Works, but something needs a person, for example a broken line in a file. */
        DEGRADED,
        DOWN
    }
}
