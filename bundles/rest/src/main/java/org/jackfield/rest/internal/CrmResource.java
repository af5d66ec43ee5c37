package org.jackfield.rest.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.store.Journal;
import org.jackfield.api.store.Outbox;
import org.jackfield.api.store.StoreException;
import org.jackfield.rest.internal.CrmViews.ActivityView;
import org.jackfield.rest.internal.CrmViews.ConnectorView;
import org.jackfield.rest.internal.CrmViews.Erased;
import org.jackfield.rest.internal.CrmViews.Replayed;
import org.jackfield.rest.internal.CrmViews.Wanted;
import org.jackfield.rest.internal.Views.Items;

/** The CRMs behind the house, and what they are owed. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CrmResource {
    private static final String NO_CURSOR = "";

    private final Services services;

    CrmResource(Services services) {
        this.services = services;
    }

    /** How the connectors to CRMs stand, and what each is owed. */
    @GET
    @Path("/connectors")
    public Items<ConnectorView> connectors(@Context Caller caller) {
        Contacts contacts = services.contacts();
        Map<String, Outbox.Counts> owed = owed(caller.tenant());
        return Items.of(contacts.connectors(caller.tenant()).stream()
                .map(connector ->
                        ConnectorView.of(connector, contacts.breaker(connector.name()), owed.get(connector.name())))
                .toList());
    }

    /** How connectors stand is told without a database, too. */
    private Map<String, Outbox.Counts> owed(String tenant) {
        try {
            return services.outbox().counts(tenant);
        } catch (Problem | StoreException e) {
            return Map.of();
        }
    }

    /** The activities that are owed to CRMs, newest first. */
    @GET
    @Path("/activities")
    public Items<ActivityView> activities(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("connector") @DefaultValue("") String connector,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @DefaultValue(NO_CURSOR) String cursor,
            @Context UriInfo uri,
            @Context Caller caller) {
        if (!caller.supervises()) {
            throw new Problem(403, "The activities are for supervisors; '" + caller.name() + "' is none.");
        }
        Outbox.Query query = new Outbox.Query(
                caller.tenant(),
                Asked.text(state).map(word -> Asked.word(Outbox.State.class, word)),
                Asked.text(connector),
                Asked.text(cursor).map(CrmResource::id),
                Asked.whole("limit", limit, 1, 500));
        List<Outbox.Row> page = services.outbox().rows(query);
        return new Items<>(page.stream().map(ActivityView::of).toList(), next(page, query, uri));
    }

    private static Optional<String> next(List<Outbox.Row> page, Outbox.Query query, UriInfo uri) {
        return page.size() < query.limit()
                ? Optional.empty()
                : Optional.of("/api/v1/activities?"
                        + uri.getRequestUriBuilder()
                                .replaceQueryParam(
                                        "cursor", page.get(page.size() - 1).id())
                                .build()
                                .getRawQuery());
    }

    /** Gives a dead activity to its CRM again. */
    @POST
    @Path("/activities/{id}/replay")
    public Replayed replay(@PathParam("id") String id, @Context Caller caller) {
        caller.mustAdminister();
        int given = services.outbox().replay(new Outbox.Replay(caller.tenant(), Optional.of(id(id)), Optional.empty()));
        if (given == 0) {
            throw new Problem(404, "There is no dead activity " + id + ".");
        }
        return new Replayed(given);
    }

    /** Gives all dead activities, or those of one connector, to their CRMs again. */
    @POST
    @Path("/activities/replay")
    public Replayed replayAll(@QueryParam("connector") @DefaultValue("") String connector, @Context Caller caller) {
        caller.mustAdminister();
        return new Replayed(
                services.outbox().replay(new Outbox.Replay(caller.tenant(), Optional.empty(), Asked.text(connector))));
    }

    /** Forgets a person in the store, in what connectors keep here, and in what is kept of lookups. */
    @POST
    @Path("/erasures")
    public CompletionStage<Erased> erase(Wanted wanted, @Context Caller caller) {
        caller.mustAdminister();
        Erasure erasure = wanted.erasure(services, caller.tenant());
        Journal.Erased gone = services.journal().erase(erasure);
        return services.contacts()
                .forget(erasure)
                .thenApply(connectors -> new Erased(gone.calls(), gone.activities(), gone.events(), connectors));
    }

    private static long id(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Problem(400, "'" + text + "' is no id of an activity.");
        }
        return Long.parseLong(text);
    }
}
