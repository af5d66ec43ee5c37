package org.jackfield.rest.internal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.rest.internal.Views.HealthView;

/**
 * {@code /health}: ready or not, and what is missing, in words. Open to everybody and standing on nothing, so that it
 * answers when little else does.
 */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Services services;
    private final EventHub events;

    HealthResource(Services services, EventHub events) {
        this.services = services;
        this.events = events;
    }

    /** 200 when ready, 503 when not. */
    @GET
    public Response health() {
        List<String> problems = new ArrayList<>(services.away());
        if (!events.hasLog()) {
            problems.add("The event log is not running.");
        }
        boolean ready = problems.isEmpty();
        List<Status> parts = new ArrayList<>();
        for (HealthSource source : services.health()) {
            for (Status status : source.health()) {
                parts.add(status);
                boolean rises = status.state() == Status.State.CONNECTING;
                boolean down = status.state() == Status.State.DOWN;
                if (down || status.state() == Status.State.DEGRADED || rises && source.required()) {
                    problems.add(sentence(status));
                }
                ready &= !source.required() || !down && !rises;
            }
        }
        return Response.status(ready ? 200 : 503)
                .entity(new HealthView(
                        ready, Optional.ofNullable(System.getProperty("jackfield.nonce")), problems, parts))
                .build();
    }

    private static String sentence(Status status) {
        if (status.state() == Status.State.CONNECTING) {
            return status.name() + ": still on its way up.";
        }
        return status.reason().contains(status.name()) ? status.reason() : status.name() + ": " + status.reason();
    }
}
