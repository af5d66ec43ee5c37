package org.jackfield.rest.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.Shift;
import org.jackfield.rest.internal.Views.Items;

/** {@code /shifts}: who was at work when. Agents see their own, supervisors all. */
@Path("/shifts")
@Produces(MediaType.APPLICATION_JSON)
public final class ShiftsResource {
    private static final Duration A_MONTH = Duration.ofDays(31);
    private static final int MOST = 10_000;
    private static final String PAGE = "page";

    private final Services services;

    ShiftsResource(Services services) {
        this.services = services;
    }

    /** Shifts that touch a time, newest first; the last 31 days unless asked otherwise. */
    @GET
    public Items<Shift> list(
            @QueryParam("agent") @DefaultValue("") String agent,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @Context Caller caller) {
        return Items.of(asked(agent, from, to, caller));
    }

    /** The same as a table for a spreadsheet. */
    @GET
    @Path("/export.csv")
    @Produces("text/csv")
    public Response export(
            @QueryParam("agent") @DefaultValue("") String agent,
            @QueryParam("from") @DefaultValue("") String from,
            @QueryParam("to") @DefaultValue("") String to,
            @Context Caller caller) {
        return Csv.table(
                "shifts.csv",
                Row.class,
                asked(agent, from, to, caller).stream().map(Row::of).toList());
    }

    /** A shift in a table. */
    record Row(
            String agent,
            Instant start,
            String startedAt,
            Optional<Instant> end,
            Optional<String> endedAt,
            Optional<Long> minutes) {
        static Row of(Shift shift) {
            return new Row(
                    shift.agent(),
                    shift.start(),
                    shift.startedAt(),
                    shift.end(),
                    shift.endedAt(),
                    shift.end().map(end -> Duration.between(shift.start(), end).toMinutes()));
        }
    }

    /** The caller begins to work. */
    @POST
    @Path("/clock-in")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Shift clockIn(@Context Caller caller) {
        return services.shifts().clockIn(caller.tenant(), agent(caller), Instant.now(), PAGE);
    }

    /** The caller goes home. */
    @POST
    @Path("/clock-out")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public Shift clockOut(@Context Caller caller) {
        return services.shifts()
                .clockOut(caller.tenant(), agent(caller), Instant.now(), PAGE)
                .orElseThrow(() -> new Problem(409, "You have not clocked in."));
    }

    private String agent(Caller caller) {
        if (services.agents().agent(caller.tenant(), caller.name()).isEmpty()) {
            throw new Problem(403, "Only people who take calls clock in and out.");
        }
        return caller.name();
    }

    private List<Shift> asked(String agent, String from, String to, Caller caller) {
        Optional<String> whose = caller.agentAsked(agent);
        Instant end = Asked.instant("to", to).orElseGet(Instant::now);
        Instant start = Asked.instant("from", from).orElseGet(() -> end.minus(A_MONTH));
        return services.shifts().shifts(caller.tenant(), whose, start, end, MOST);
    }
}
