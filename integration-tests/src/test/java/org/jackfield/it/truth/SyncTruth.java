package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A scenario whose truth is what was up at one moment: who talked, was parked, conferred, or rang for a queue. */
final class SyncTruth {
    private SyncTruth() {}

    static int journeys(JsonNode at) {
        int conferring = 0;
        for (JsonNode members : at.path("conference")) {
            conferring += members.size();
        }
        return at.path("talking").size()
                + at.path("parked").size()
                + conferring
                + at.path("queued_ringing").size();
    }

    static void compare(JsonNode at, List<ToldCall> told, Findings found) {
        at.path("talking").forEach(t -> {
            ToldCall call = of(t.path(0).asText(), told, found);
            found.same("who talked with " + t.path(0), t.path(1).asText(), answeredBy(call));
        });
        at.path("parked").forEach(number -> {
            ToldCall call = of(number.asText(), told, found);
            found.holds(number + " parked", call.lineage("parkedAs").count() == 1);
        });
        at.path("conference").fields().forEachRemaining(room -> room.getValue().forEach(line -> {
            ToldCall call = of(line.asText(), told, found);
            found.same(
                    "where " + line + " confers",
                    room.getKey(),
                    ToldCall.text(call.json().path("called"), "number"));
            found.holds(line + " in a conference", call.services("conference").count() == 1);
        }));
        at.path("queued_ringing").forEach(t -> {
            ToldCall call = of(t.path(0).asText(), told, found);
            JsonNode visit = call.json().path("queueVisits").path(0);
            found.same("queue of " + t.path(0), t.path(1).asText(), ToldCall.text(visit, "queue"));
            found.same("who answered " + t.path(0), t.path(2).asText(), answeredBy(call));
        });
    }

    private static String answeredBy(ToldCall call) {
        return ToldCall.text(call.json().path("answeredBy"), "line");
    }

    private static ToldCall of(String caller, List<ToldCall> told, Findings found) {
        found.leg();
        return told.stream()
                .filter(c -> Unclear.sameNumber(caller, ToldCall.text(c.json().path("caller"), "number")))
                .findFirst()
                .orElseGet(() -> {
                    found.wrong("a call from " + caller + " is not told");
                    return told.get(0);
                });
    }
}
