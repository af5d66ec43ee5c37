package org.jackfield.rest.internal;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Party;
import org.jackfield.api.store.CallQuery;

/**
 * One list out of the calls that are up and the journal of those that ended, newest first. Call ids begin with the time
 * of the call, so their order is the order of the list and the last id of a page is the cursor of the next.
 */
final class CallList {
    private CallList() {}

    static List<Call> of(Services services, CallQuery query, boolean active, boolean ended) {
        Map<String, Call> calls = new TreeMap<>(Comparator.reverseOrder());
        if (ended) {
            add(calls, services.journal().calls(query));
        }
        if (active) {
            add(calls, services.calls().active(query.tenant()).stream()
                    .filter(call -> !call.ended() && fits(call, query))
                    .toList());
        }
        return calls.values().stream().limit(query.limit()).toList();
    }

    /** The address of the page after this one, if this one is full. */
    static Optional<String> next(List<Call> page, CallQuery query, UriInfo uri) {
        if (page.size() < query.limit()) {
            return Optional.empty();
        }
        URI next = uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", page.get(page.size() - 1).id())
                .build();
        return Optional.of("/api/v1/calls?" + next.getRawQuery());
    }

    /** Whether a live call is asked for; the journal answers the same question for ended ones in SQL. */
    static boolean fits(Call call, CallQuery query) {
        return query.before().map(id -> call.id().compareTo(id) < 0).orElse(true)
                && query.since().map(since -> !call.startedAt().isBefore(since)).orElse(true)
                && query.agent().map(agent -> call.connectionsOf(agent).findAny().isPresent()).orElse(true)
                && query.line().map(line -> any(call, line, Connection::line)).orElse(true)
                && query.number()
                        .map(number -> is(call.caller(), number)
                                || is(call.called(), number)
                                || any(call, number, Connection::number)
                                || any(call, number, Connection::line))
                        .orElse(true);
    }

    private static void add(Map<String, Call> to, Collection<Call> calls) {
        calls.forEach(call -> to.put(call.id(), call));
    }

    private static boolean is(Party party, String number) {
        return party.number().filter(number::equals).isPresent();
    }

    private static boolean any(
            Call call, String value, Function<Connection, Optional<String>> member) {
        return call.connections().stream()
                .anyMatch(c -> member.apply(c).filter(value::equals).isPresent());
    }
}
