package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.CallControl.Parameters;
import org.jackfield.api.store.CallQuery;
import org.jackfield.rest.internal.Views.Items;

/** {@code /calls}: what is up, what was, and what shall be done. */
@Path("/calls")
@Produces(MediaType.APPLICATION_JSON)
public final class CallsResource {
    private static final int MAX_NOTES = 10_000;
    private static final int MAX_DISPOSITION = 200;
    /** Longer than any PBX takes to say whether it took a request. */
    private static final long PATIENCE_SECONDS = 15;

    private final Services services;

    CallsResource(Services services) {
        this.services = services;
    }

    /** Who shall call whom; line and link may be left out by an agent. */
    record MakeCall(String line, String to, String link) {
        MakeCall {
            line = line == null ? "" : line;
            link = link == null ? "" : link;
            if (to == null || to.isBlank()) {
                throw new Problem(400, "Say in the member 'to' whom to call.");
            }
        }
    }

    /** What a service needs beside the connection. */
    record Wish(String to, String otherCall, String digits, String line, String participation) {
        Parameters parameters() {
            return new Parameters(
                    or(to),
                    or(otherCall),
                    or(digits),
                    or(line),
                    Asked.text(or(participation)).map(word -> Asked.word(Participation.class, word)));
        }

        private static String or(String member) {
            return member == null ? "" : member;
        }
    }

    /** Whose phone shall take over a call that rings in its group; an agent may leave it out. */
    record GroupPickup(String line, String link) {
        GroupPickup {
            line = line == null ? "" : line;
            link = link == null ? "" : link;
        }
    }

    /** Text a person wrote about a call. */
    record Notes(String notes) {}

    /** How a person filed a call. */
    record Disposition(String disposition) {}

    /** Calls, newest first. */
    @GET
    public Items<Call> list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("line") @DefaultValue("") String line,
            @QueryParam("agent") @DefaultValue("") String agent,
            @QueryParam("number") @DefaultValue("") String number,
            @QueryParam("since") @DefaultValue("") String since,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @Context Caller caller,
            @Context UriInfo uri) {
        if (!List.of("", "active", "ended").contains(state)) {
            throw new Problem(400, "'" + state + "' is no state to ask for; it is active, ended, or left out.");
        }
        CallList.Cursor from = CallList.Cursor.parse(cursor);
        CallQuery query = new CallQuery(
                caller.tenant(),
                Asked.text(line),
                caller.agentAsked(agent),
                Asked.number(services, number),
                Asked.instant("since", since),
                from.lastEnded(),
                Asked.whole("limit", limit, 1, 500));
        List<Call> calls = CallList.of(services, query, from, !state.equals("ended"), !state.equals("active"));
        return new Items<>(calls, CallList.next(calls, query, from, uri));
    }

    /** A call by its id or any alias. */
    @GET
    @Path("/{id}")
    public Call one(@PathParam("id") String id, @Context Caller caller) {
        return Asked.call(services, caller, id);
    }

    /** makeCall. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> makeCall(MakeCall wish, @Context Caller caller) {
        LineRef from = Asked.line(services, caller, wish.line(), wish.link());
        return taken(services.control().makeCall(caller.tenant(), from, wish.to()));
    }

    /** groupPickupCall. */
    @POST
    @Path("/groupPickupCall")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public CompletionStage<Response> groupPickup(GroupPickup wish, @Context Caller caller) {
        GroupPickup asked = wish == null ? new GroupPickup("", "") : wish;
        LineRef line = Asked.line(services, caller, asked.line(), asked.link());
        return services.control()
                .groupPickupCall(caller.tenant(), line)
                .toCompletableFuture()
                .copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(done -> Response.accepted().build());
    }

    /** Any other service, on a connection. */
    @POST
    @Path("/{id}/connections/{connection}/{service}")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public CompletionStage<Response> perform(
            @PathParam("id") String id,
            @PathParam("connection") String connection,
            @PathParam("service") String word,
            Wish wish,
            @Context Caller caller) {
        Service service = Asked.word(Service.class, word);
        if (service == Service.MAKE_CALL) {
            throw new Problem(400, "makeCall needs no connection: POST /api/v1/calls.");
        }
        if (service == Service.GROUP_PICKUP_CALL) {
            throw new Problem(400, "groupPickupCall needs no connection: POST /api/v1/calls/groupPickupCall.");
        }
        if (service == Service.SINGLE_STEP_CONFERENCE_CALL && !caller.supervises()) {
            throw new Problem(403, "Listening to calls is for supervisors and administrators.");
        }
        Call call = one(id, caller);
        Parameters parameters = wish == null ? Parameters.NONE : wish.parameters();
        if (!parameters.otherCall().isEmpty()) {
            one(parameters.otherCall(), caller);
        }
        boolean own = call.connections().stream()
                .filter(c -> c.id().equals(connection)
                        || c.line().filter(connection::equals).isPresent())
                .allMatch(caller::controls);
        if (!own) {
            throw new Problem(
                    403, "Connection " + connection + " is another person's; an agent controls own ones only.");
        }
        return taken(services.control().perform(caller.tenant(), call.id(), connection, service, parameters));
    }

    /** Writes the notes of a call. */
    @PUT
    @Path("/{id}/notes")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response notes(@PathParam("id") String id, Notes notes, @Context Caller caller) {
        return annotate(one(id, caller), Asked.text("notes", notes.notes(), MAX_NOTES), Optional.empty());
    }

    /** Writes how a call was filed. */
    @PUT
    @Path("/{id}/disposition")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response disposition(@PathParam("id") String id, Disposition disposition, @Context Caller caller) {
        return annotate(
                one(id, caller),
                Optional.empty(),
                Asked.text("disposition", disposition.disposition(), MAX_DISPOSITION));
    }

    private Response annotate(Call call, Optional<String> notes, Optional<String> disposition) {
        boolean kept = call.ended() && services.journal().annotate(call.tenant(), call.id(), notes, disposition);
        if (!kept) {
            // live, or ended so shortly ago that the journal has yet to write it down
            services.calls().annotate(call.tenant(), call.id(), notes, disposition);
        }
        return Response.noContent().build();
    }

    private static CompletionStage<Response> taken(CompletionStage<Call> asked) {
        return asked.toCompletableFuture()
                .copy()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(call -> Response.accepted(call)
                        .header("Location", "/api/v1/calls/" + call.id())
                        .build());
    }
}
