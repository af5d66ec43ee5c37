package org.jackfield.rest.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Role;
import org.jackfield.api.store.CallQuery;

/** {@code /calls.csv}: ended calls as a table for a spreadsheet; agents get their own. */
@Path("/calls.csv")
@Produces({"text/csv", "application/json"})
public final class CallsCsvResource {
    private static final int PAGE = 500;
    private static final int PAGES = 20;

    private final Services services;

    CallsCsvResource(Services services) {
        this.services = services;
    }

    /** A call as a row. */
    record CallRow(
            String id,
            Instant startedAt,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            String direction,
            Optional<String> callerNumber,
            Optional<String> callerName,
            Optional<String> calledNumber,
            Optional<String> agent,
            Optional<String> queue,
            Optional<String> cause,
            long talkMs,
            Optional<String> disposition,
            Optional<String> notes) {
        static CallRow of(Call call) {
            return new CallRow(
                    call.id(),
                    call.startedAt(),
                    call.answeredAt(),
                    call.endedAt(),
                    call.direction().word(),
                    call.caller().number(),
                    call.caller().name(),
                    call.called().number(),
                    call.answeredBy().flatMap(AnsweredBy::agent),
                    call.queue(),
                    call.cause().map(Word::word),
                    call.connections().stream()
                            .filter(c -> c.role() == Role.AGENT)
                            .mapToLong(Connection::talkMs)
                            .sum(),
                    call.disposition(),
                    call.notes());
        }
    }

    /** The newest calls, at most 10,000. */
    @GET
    public Response table(
            @QueryParam("agent") @DefaultValue("") String agent,
            @QueryParam("number") @DefaultValue("") String number,
            @QueryParam("since") @DefaultValue("") String since,
            @Context Caller caller) {
        List<CallRow> rows = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            List<Call> calls = services.journal()
                    .calls(new CallQuery(
                            caller.tenant(),
                            Optional.empty(),
                            caller.agentAsked(agent),
                            Asked.number(services, number),
                            Asked.instant("since", since),
                            before,
                            PAGE));
            calls.stream().map(CallRow::of).forEach(rows::add);
            if (calls.size() < PAGE) {
                break;
            }
            before = Optional.of(calls.get(PAGE - 1).id());
        }
        return Csv.table("calls.csv", CallRow.class, rows);
    }
}
