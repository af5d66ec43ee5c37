package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One leg of the PBX, a SIP dialog of a phone, with all connections it has in a call and the calls that belong to it:
 * time per person is the union of its intervals, counted once (api.md).
 */
final class ToldLeg {
    private record Span(Instant from, Instant to) {}

    final String line;
    final String number;
    final String participation;
    private final List<JsonNode> connections = new ArrayList<>();
    private boolean calls;
    private long heardRingingMs;

    private ToldLeg(JsonNode first) {
        line = ToldCall.text(first, "line");
        number = ToldCall.text(first, "number");
        participation = ToldCall.text(first, "participation");
    }

    /** The legs of those calls but for services, in the order in which they came. */
    static List<ToldLeg> of(List<ToldCall> calls) {
        Map<String, ToldLeg> legs = new LinkedHashMap<>();
        for (ToldCall call : calls) {
            List<JsonNode> connections = call.all("connections")
                    .filter(c -> !ToldCall.text(c, "role").equals("service"))
                    .toList();
            for (JsonNode connection : connections) {
                ToldLeg leg = legs.computeIfAbsent(ToldCall.text(connection, "leg"), id -> new ToldLeg(connection));
                leg.connections.add(connection);
                if (connection == connections.get(0)) {
                    leg.calls = true;
                    leg.heardRingingMs += union(spans(connections, "alertingAt", "connectedAt"));
                }
            }
        }
        return List.copyOf(legs.values());
    }

    /** A phone outside is what the truth calls the trunk. */
    boolean isParty(String party) {
        return line.isEmpty() ? party.equals("trunk") : party.equals(line);
    }

    boolean isActive() {
        return participation.equals("active");
    }

    /** Whether it made a call. */
    boolean calls() {
        return calls;
    }

    /** Whether a phone was ever reached by it. */
    boolean reachedPhone() {
        return alertingMs() > 0 || connectedMs() > 0;
    }

    long connectedMs() {
        return union(spans(connections, "connectedAt", "endedAt"));
    }

    /** How long it rang, or for the phone that called, how long it heard others ring. */
    long ringMs() {
        return alertingMs() > 0 || !calls ? alertingMs() : heardRingingMs;
    }

    private long alertingMs() {
        return union(spans(connections, "alertingAt", "connectedAt"));
    }

    long deviceHoldMs() {
        return connections.stream()
                .mapToLong(c -> c.path("deviceHoldMs").asLong())
                .sum();
    }

    /** Why it ended at last. */
    String cause() {
        return ToldCall.text(connections.get(connections.size() - 1), "cause");
    }

    boolean endUnseen() {
        return connections.stream().anyMatch(c -> ToldCall.text(c, "cause").equals("endUnseen"));
    }

    private static List<Span> spans(List<JsonNode> connections, String from, String to) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode c : connections) {
            String begin = ToldCall.text(c, from);
            String end = ToldCall.text(c, to).isEmpty() ? ToldCall.text(c, "endedAt") : ToldCall.text(c, to);
            if (!begin.isEmpty() && !end.isEmpty()) {
                spans.add(new Span(Instant.parse(begin), Instant.parse(end)));
            }
        }
        return spans;
    }

    private static long union(List<Span> spans) {
        long sum = 0;
        Instant covered = Instant.MIN;
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Instant from = span.from().isAfter(covered) ? span.from() : covered;
            if (span.to().isAfter(from)) {
                sum += Duration.between(from, span.to()).toMillis();
                covered = span.to();
            }
        }
        return sum;
    }
}
