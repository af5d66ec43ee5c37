package org.jackfield.routes.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.Presentation;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Role;
import org.jackfield.api.device.DeviceDriver.Display;

/**
 * What the displays show of which call. Looks at pictures of calls only and says what has to change, so that a phone is
 * not told the same thing twice. Holds live calls; thread-safe.
 */
final class DisplayBoard {
    private final Map<String, Map<LineRef, Display>> shown = new HashMap<>();

    /** A display that has to be brought up to date. */
    record Change(LineRef line, Display display) {}

    synchronized List<Change> follow(Call call) {
        Map<LineRef, Display> wanted = wanted(call);
        Map<LineRef, Display> before = shown.getOrDefault(key(call), Map.of());
        Set<LineRef> lines = new HashSet<>(before.keySet());
        lines.addAll(wanted.keySet());
        List<Change> changes = new ArrayList<>(2);
        for (LineRef line : lines) {
            Display now = wanted.getOrDefault(line, Display.clear(call.id()));
            if (!now.equals(before.get(line))) {
                changes.add(new Change(line, now));
            }
        }
        if (wanted.isEmpty()) {
            shown.remove(key(call));
        } else {
            shown.put(key(call), wanted);
        }
        return changes;
    }

    private static String key(Call call) {
        return call.tenant() + "/" + call.id();
    }

    private static Map<LineRef, Display> wanted(Call call) {
        Map<LineRef, Display> wanted = new LinkedHashMap<>();
        for (Connection connection : call.connections()) {
            if (!call.ended() && isShown(connection)) {
                wanted.put(new LineRef(call.link(), connection.line().get()), display(call, connection));
            }
        }
        return wanted;
    }

    private static boolean isShown(Connection connection) {
        return connection.line().isPresent()
                && (connection.role() == Role.AGENT || connection.role() == Role.INTERNAL)
                && connection.participation() == Participation.ACTIVE
                && (connection.state() == ConnectionState.ALERTING
                        || connection.state() == ConnectionState.CONNECTED
                        || connection.state() == ConnectionState.HOLD);
    }

    private static Display display(Call call, Connection connection) {
        Party other = other(call, connection);
        String first = Stream.of(call.records().stream().map(RecordRef::name).findFirst(), other.name(), other.number())
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(other.presentation() == Presentation.RESTRICTED ? "Number withheld" : "Number unknown");
        String second = other.number()
                .filter(number -> !number.equals(first))
                .or(call::queue)
                .orElse("");
        return new Display(call.id(), first, second, connection.state() == ConnectionState.ALERTING);
    }

    /** Whom the person at this connection talks with. */
    private static Party other(Call call, Connection connection) {
        if (call.direction() != Direction.INTERNAL) {
            return call.remote();
        }
        boolean calling = call.connections().get(0).id().equals(connection.id());
        return calling ? call.called() : call.caller();
    }
}
