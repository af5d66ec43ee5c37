package org.jackfield.api.control;

import java.util.concurrent.CompletionStage;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.osgi.annotation.versioning.ProviderType;

/** Tells the PBXs how agents stand. Thread-safe. */
@ProviderType
public interface AgentControl {
    /**
     * Passes an agent's state on to the ACD groups at the line's PBX (ECMA-269, setAgentState).
     *
     * @param state READY to be rung; NOT_READY, WORKING_AFTER_CALL or LOGGED_OFF not to be
     * @param reason why not ready; may be empty
     * @return completes when the PBX took it; fails with {@link Refused}
     */
    CompletionStage<Void> setAgentState(String tenant, LineRef line, AgentState state, String reason);
}
