package org.jackfield.api.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Which ended calls to list, newest first.
 *
 * @param number as E.164 or extension, of either party
 * @param before only calls that started before the call with this id: the cursor of a further page
 * @param limit 1 to 500
 */
public record CallQuery(
        String tenant,
        Optional<String> line,
        Optional<String> agent,
        Optional<String> number,
        Optional<Instant> since,
        Optional<String> before,
        int limit) {
    /** The newest calls of an agent. */
    public static CallQuery ofAgent(String tenant, String agent, int limit) {
        return new CallQuery(
                tenant,
                Optional.empty(),
                Optional.of(agent),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }
}
