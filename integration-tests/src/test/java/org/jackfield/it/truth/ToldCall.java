package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A call as the API tells it. */
record ToldCall(JsonNode json) {

    String id() {
        return text("id");
    }

    String text(String field) {
        return text(json, field);
    }

    /** A field's text; absent and null are the same. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asText();
    }

    Instant startedAt() {
        return Instant.parse(text("startedAt"));
    }

    /** The caller's number; empty if it is withheld. */
    String caller() {
        return text(json.path("caller"), "number");
    }

    boolean ended() {
        return text("state").equals("ended");
    }

    /** From its start until the caller was connected, or left. */
    long waitedMs() {
        JsonNode caller = json.path("connections").path(0);
        String until = Stream.of(text(caller, "connectedAt"), text(caller, "endedAt"))
                .filter(t -> !t.isEmpty())
                .findFirst()
                .orElseGet(() -> text("startedAt"));
        return Duration.between(startedAt(), Instant.parse(until)).toMillis();
    }

    Stream<JsonNode> all(String list) {
        return StreamSupport.stream(json.path(list).spliterator(), false);
    }

    Stream<JsonNode> lineage(String type) {
        return all("lineage").filter(edge -> text(edge, "type").equals(type));
    }

    Stream<JsonNode> services(String kind) {
        return all("connections").filter(c -> text(c, "kind").equals(kind));
    }

    Optional<JsonNode> connection(String id) {
        return all("connections").filter(c -> text(c, "id").equals(id)).findFirst();
    }

    /** Neither a consultation nor a call that became part of another one. */
    boolean isJourney() {
        return lineage("consultationOf").findAny().isEmpty()
                && lineage("mergedInto").findAny().isEmpty();
    }

    /** Whether it is that journey, a consultation about it, or became part of it, directly or by way of others. */
    boolean belongsTo(ToldCall journey, List<ToldCall> calls) {
        return belongsTo(journey, calls, calls.size());
    }

    private boolean belongsTo(ToldCall journey, List<ToldCall> calls, int steps) {
        if (id().equals(journey.id())) {
            return true;
        }
        return steps > 0
                && Stream.concat(lineage("consultationOf"), lineage("mergedInto"))
                        .map(edge -> text(edge, "call"))
                        .flatMap(other -> calls.stream().filter(c -> c.id().equals(other)))
                        .anyMatch(other -> other.belongsTo(journey, calls, steps - 1));
    }
}
