package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;

/** {@code /calls/{id}/record}: which of several records that share a number the call is about. */
@Path("/calls/{id}/record")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {
    private final Services services;

    RecordResource(Services services) {
        this.services = services;
    }

    /** The record by its connector and the id it has there; all else about it is taken from the CRM. */
    record RecordChoice(String connector, String id) {
        RecordChoice {
            if (connector == null || id == null) {
                throw new Problem(400, "Say in the members 'connector' and 'id' which record it is.");
            }
        }

        boolean is(Match match) {
            return match.connector().equals(connector) && match.id().equals(id);
        }
    }

    /** Says it for everybody on the call. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> choose(@PathParam("id") String id, RecordChoice choice, @Context Caller caller) {
        Call call = Asked.call(services, caller, id);
        return matches(call, choice).thenApply(matches -> {
            Match match = matches.stream()
                    .filter(choice::is)
                    .findFirst()
                    .orElseThrow(() -> new Problem(
                            404, "No record '" + choice.id() + "' of " + choice.connector() + " fits this call."));
            attach(call, new RecordRef(match.connector(), match.type(), match.id(), match.name(), match.url()));
            return Response.noContent().build();
        });
    }

    /** What was popped for the call; else, for one that is over, what fits its number now. */
    private CompletionStage<List<Match>> matches(Call call, RecordChoice choice) {
        List<Match> popped = call.connections().stream()
                .map(Connection::agent)
                .flatMap(Optional::stream)
                .distinct()
                .flatMap(agent -> services.pops().open(call.tenant(), agent).stream())
                .filter(pop -> pop.call().equals(call.id()))
                .flatMap(pop -> pop.matches().stream())
                .toList();
        if (popped.stream().anyMatch(choice::is)) {
            return CompletableFuture.completedStage(popped);
        }
        return Stream.of(call.remote().number())
                .flatMap(Optional::stream)
                .map(number -> services.contacts()
                        .lookup(call.tenant(), call.link(), number, Contacts.DEFAULT_DEADLINE)
                        .thenApply(Lookup::matches))
                .findFirst()
                .orElse(CompletableFuture.completedStage(List.of()));
    }

    private void attach(Call call, RecordRef record) {
        boolean kept = call.ended() && services.journal().attachRecord(call.tenant(), call.id(), record);
        if (!kept) {
            // live, or ended so shortly ago that the journal has yet to write it down
            services.calls().attachRecord(call.tenant(), call.id(), record);
        }
    }
}
