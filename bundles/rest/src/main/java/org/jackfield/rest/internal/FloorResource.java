package org.jackfield.rest.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.DemoCaller;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.pop.Pop;
import org.jackfield.rest.internal.Views.Items;
import org.jackfield.rest.internal.Views.LinkView;
import org.jackfield.rest.internal.Views.LookupView;

/** What is around the calls: pops, contacts, links, and the description of it all. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FloorResource {
    private final Services services;
    private final Supplier<Desk> desk;

    FloorResource(Services services, Supplier<Desk> desk) {
        this.services = services;
        this.desk = desk;
    }

    /** What the agents' page offers. */
    @GET
    @Path("/desk")
    public Desk desk() {
        return desk.get();
    }

    /** Pops that are not closed, of the caller or, for supervisors, of any agent. */
    @GET
    @Path("/pops")
    public Items<Pop> pops(
            @QueryParam("state") @DefaultValue("open") String state,
            @QueryParam("agent") @DefaultValue("me") String agent,
            @Context Caller caller) {
        if (!state.equals("open")) {
            throw new Problem(400, "'" + state + "' is no state of pops to ask for; only open ones are kept.");
        }
        String whose = caller.agentAsked(agent).orElse(caller.name());
        return Items.of(List.copyOf(services.pops().open(caller.tenant(), whose)));
    }

    /** Who is calling from a number. */
    @GET
    @Path("/contacts")
    public CompletionStage<LookupView> contacts(
            @QueryParam("number") @DefaultValue("") String number,
            @QueryParam("link") @DefaultValue("") String link,
            @QueryParam("explain") @DefaultValue("false") boolean explain,
            @Context Caller caller) {
        String written = Asked.text(number)
                .map(Asked::plus)
                .orElseThrow(() -> new Problem(400, "Say in the parameter 'number' whom to look up."));
        return services.contacts()
                .lookup(caller.tenant(), link, written, Contacts.DEFAULT_DEADLINE)
                .thenApply(found -> new LookupView(
                        found.crm().word(),
                        found.matches(),
                        Optional.of(found.explanation()).filter(all -> explain)));
    }

    /** How the links to PBXs stand; agents see it too, so that silence on their page is explained. */
    @GET
    @Path("/links")
    public Items<LinkView> links(@Context Caller caller) {
        return Items.of(LinkView.all(services.links(), caller.tenant()));
    }

    /** In the demo: a simulated customer calls the caller's own line. */
    @POST
    @Path("/demo/call-me")
    public Response callMe(@Context Caller caller) {
        DemoCaller demo = services.demo()
                .orElseThrow(() -> new Problem(404, "There are no simulated customers: this is not the demo."));
        LineRef line = Asked.line(services, caller, "", "");
        demo.call(line.line());
        return Response.accepted(Map.of("line", line.line())).build();
    }

    /** The description of this API, OpenAPI 3. */
    @GET
    @Path("/openapi.json")
    public byte[] openApi() throws IOException {
        try (InputStream in = FloorResource.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        }
    }
}
