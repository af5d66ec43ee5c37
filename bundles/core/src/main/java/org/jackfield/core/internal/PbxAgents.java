package org.jackfield.core.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.AgentControl;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes agents' states on to the driver of their line's link. */
@Component(service = AgentControl.class)
public final class PbxAgents implements AgentControl {
    private final Switchboard switchboard;

    @Activate
    public PbxAgents(@Reference Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public CompletionStage<Void> setAgentState(String tenant, LineRef line, AgentState state, String reason) {
        boolean up = switchboard
                .lane(line.link())
                .filter(lane ->
                        lane.state().tenant().equals(tenant) && lane.state().isUp())
                .isPresent();
        return switchboard
                .driver(line.link())
                .filter(driver -> up)
                .map(driver -> driver.setAgentState(line.line(), state, reason))
                .orElseGet(() ->
                        CompletableFuture.failedStage(new IllegalStateException("Link " + line.link() + " is not up")))
                .handle((done, failure) -> {
                    if (failure != null) {
                        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
                        throw new Refused(Why.UNAVAILABLE, String.valueOf(cause.getMessage()));
                    }
                    return null;
                });
    }
}
