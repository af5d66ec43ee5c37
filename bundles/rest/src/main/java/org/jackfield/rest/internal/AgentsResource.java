package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentState;
import org.jackfield.rest.internal.Views.AgentView;
import org.jackfield.rest.internal.Views.Items;

/**
 * {@code /agents}: who works here, and who can take a call. Every person sees all of the tenant, to know whom to ask.
 */
@Path("/agents")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentsResource {
    private final Services services;

    AgentsResource(Services services) {
        this.services = services;
    }

    /** A state a person chose. */
    record Choice(String state, String reason) {
        Choice {
            if (state == null) {
                throw new Problem(400, "Say in the member 'state' ready, notReady or loggedOff.");
            }
        }
    }

    /** All agents. */
    @GET
    public Items<AgentView> list(@Context Caller caller) {
        return Items.of(AgentView.all(services, caller.tenant()));
    }

    /** One agent. */
    @GET
    @Path("/{id}")
    public AgentView one(@PathParam("id") String id, @Context Caller caller) {
        return AgentView.of(services, agent(id, caller));
    }

    /** Chooses a state. */
    @PUT
    @Path("/{id}/state")
    @Consumes(MediaType.APPLICATION_JSON)
    public AgentView choose(@PathParam("id") String id, Choice choice, @Context Caller caller) {
        Agent agent = agent(id, caller);
        if (!caller.supervises() && !caller.name().equals(agent.id())) {
            throw new Problem(403, "An agent chooses the own state only, not that of '" + agent.id() + "'.");
        }
        AgentState state = Asked.word(AgentState.class, choice.state());
        try {
            services.presence()
                    .choose(
                            agent.tenant(),
                            agent.id(),
                            state,
                            Optional.ofNullable(choice.reason()).filter(reason -> !reason.isBlank()),
                            caller.name());
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage());
        }
        return AgentView.of(services, agent);
    }

    private Agent agent(String id, Caller caller) {
        return services.agents()
                .agent(caller.tenant(), "me".equals(id) ? caller.name() : id)
                .orElseThrow(() -> new Problem(404, "There is no agent '" + id + "'."));
    }
}
