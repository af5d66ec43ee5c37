package org.jackfield.rest.internal;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;
import org.jackfield.rest.internal.History.Page;
import org.jackfield.rest.internal.Views.Items;

/** What was told, for programs that read it in portions instead of listening. */
@Path("/journal")
@Produces(MediaType.APPLICATION_JSON)
public final class JournalResource {
    private static final int LONGEST = 1_000;

    private final EventHub events;
    private final History history;
    private final Standing standing;

    JournalResource(Services services, EventHub events) {
        this.events = events;
        this.history = new History(services);
        this.standing = new Standing(services);
    }

    /**
     * CloudEvents after a place in the log, from the oldest that is kept where none is given. Where what followed is
     * not kept any longer, one {@code resync} tells how things stand now.
     */
    @GET
    public Items<Map<String, Object>> journal(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @Context Caller caller) {
        int most = Asked.whole("limit", limit, 1, LONGEST);
        EventLog log = events.log();
        Position from = Asked.text(after).map(JournalResource::position).orElseGet(() -> history.oldest(log));
        Optional<Page> page = history.after(log, caller.tenant(), from, most);
        if (page.isEmpty()) {
            String reason = "What came after " + from + " is not kept any longer.";
            return Items.of(List.of(Frame.cloudEvent(log.position(), Instant.now(), standing.now(caller, reason))));
        }
        return new Items<>(
                page.get().events().stream()
                        .filter(event -> Audience.of(event).includes(caller))
                        .map(Frame::cloudEvent)
                        .toList(),
                Optional.of("/api/v1/journal?after=" + page.get().until() + "&limit=" + most)
                        .filter(next -> page.get().more()));
    }

    private static Position position(String text) {
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + "; send the id of an event.");
        }
    }
}
