package org.jackfield.rest.internal;

import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Party;
import org.jackfield.api.store.CallQuery;

/**
 * One list out of the calls that are up and the journal of those that ended, newest first. A call's id begins with the
 * time of the call, so the order of the ids is the order of the list.
 */
final class CallList {
    private CallList() {}

    /**
     * Where a page ended. The journal can go on only behind a call it has, so the last ended one is kept apart.
     *
     * @param last id of the last call shown
     * @param lastEnded id of the last ended call shown
     */
    record Cursor(Optional<String> last, Optional<String> lastEnded) {
        static Cursor parse(String text) {
            String[] ids = text.split("\\.", -1);
            if (!text.isEmpty() && ids.length != 2) {
                throw new Problem(400, "'" + text + "' is no cursor; follow the address in 'next'.");
            }
            return text.isEmpty()
                    ? new Cursor(Optional.empty(), Optional.empty())
                    : new Cursor(Asked.text(ids[0]), Asked.text(ids[1]));
        }

        Cursor after(List<Call> page) {
            return new Cursor(
                    page.stream().map(Call::id).reduce((one, next) -> next),
                    page.stream()
                            .filter(Call::ended)
                            .map(Call::id)
                            .reduce((one, next) -> next)
                            .or(this::lastEnded));
        }

        boolean beyond(Call call) {
            return last.map(id -> call.id().compareTo(id) < 0).orElse(true);
        }

        @Override
        public String toString() {
            return last.orElse("") + "." + lastEnded.orElse("");
        }
    }

    /** @param query whose {@code before} is the cursor's last ended call */
    static List<Call> of(Services services, CallQuery query, Cursor cursor, boolean active, boolean ended) {
        Map<String, Call> calls = new TreeMap<>(Comparator.reverseOrder());
        if (ended) {
            add(calls, services.journal().calls(query).stream().filter(cursor::beyond));
        }
        if (active) {
            add(
                    calls,
                    services.calls().active(query.tenant()).stream()
                            .filter(call -> !call.ended() && cursor.beyond(call) && fits(call, query)));
        }
        return calls.values().stream().limit(query.limit()).toList();
    }

    /** The address of the page after this one, if this one is full. */
    static Optional<String> next(List<Call> page, CallQuery query, Cursor cursor, UriInfo uri) {
        if (page.size() < query.limit()) {
            return Optional.empty();
        }
        return Optional.of("/api/v1/calls?"
                + uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", cursor.after(page))
                        .build()
                        .getRawQuery());
    }

    /** Whether a live call is asked for; the journal answers the same question for ended ones in SQL. */
    static boolean fits(Call call, CallQuery query) {
        return query.since().map(since -> !call.startedAt().isBefore(since)).orElse(true)
                && query.agent()
                        .map(agent -> call.connectionsOf(agent).findAny().isPresent())
                        .orElse(true)
                && query.line().map(line -> any(call, line, Connection::line)).orElse(true)
                && query.number()
                        .map(number -> is(call.caller(), number)
                                || is(call.called(), number)
                                || any(call, number, Connection::number)
                                || any(call, number, Connection::line))
                        .orElse(true);
    }

    private static void add(Map<String, Call> to, Stream<Call> calls) {
        calls.forEach(call -> to.put(call.id(), call));
    }

    private static boolean is(Party party, String number) {
        return party.number().filter(number::equals).isPresent();
    }

    private static boolean any(Call call, String value, Function<Connection, Optional<String>> member) {
        return call.connections().stream()
                .anyMatch(c -> member.apply(c).filter(value::equals).isPresent());
    }
}
