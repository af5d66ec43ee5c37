package org.jackfield.api.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * An agent's state as the server decided it.
 *
 * @param reason why not ready, for example lunch
 * @param pending the state chosen during a call, taken when it and the work after it end (ECMA-269, 22.1.5)
 * @param cause what decided, in words: {@code device desk-1001 lost}, {@code chosen by alice}
 * @param rev grows with each change
 */
public record AgentPresence(
        String tenant,
        String agent,
        AgentState state,
        Optional<String> reason,
        Optional<AgentState> pending,
        String cause,
        Instant since,
        long rev) {}
