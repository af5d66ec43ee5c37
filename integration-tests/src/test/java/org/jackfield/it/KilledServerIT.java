package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Sse;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.CallFacts;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.Test;

/** A server that loses its power. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
class KilledServerIT {

    @Test
    void endedCallIsStillThereAfterTheServerWasKilled() {
        try (Floor floor = new Floor();
                Jackfield jackfield = Jackfield.start("killed", TestDesk.setup(floor))) {
            Dialog customer = floor.customerCalls(Floor.ddi("1001"));
            Dialog phone = floor.answerAt("1001", Duration.ofMillis(300));
            phone.hangUp();
            customer.await(CallFacts.State.ENDED);
            Await.until(
                    Duration.ofSeconds(5),
                    "the call is listed",
                    () -> lastCall(jackfield).path("state").asText().equals("ended"));
            String id = lastCall(jackfield).path("id").asText();
            String first = jackfield
                    .as("admin")
                    .get("/journal?limit=1")
                    .orFail()
                    .at("/items/0/id")
                    .asText();
            Await.until(Duration.ofSeconds(5), "what was told is kept", () -> kept(jackfield));

            jackfield.kill();
            jackfield.restart();

            assertEquals(
                    "1001",
                    jackfield
                            .as("admin")
                            .get("/calls/" + id)
                            .orFail()
                            .at("/answeredBy/line")
                            .asText());
            whoWasAwayReadsOn(jackfield, first, id);
        }
    }

    /** From an event of the run that was killed, by the journal and by the stream. */
    private static void whoWasAwayReadsOn(Jackfield jackfield, String first, String call) {
        List<JsonNode> told = told(jackfield, "/journal?limit=7&after=" + first);
        List<String> logs = told.stream().map(KilledServerIT::log).distinct().toList();
        assertEquals(2, logs.size(), "the run that was killed and the one after it: " + logs);
        assertEquals(first.substring(0, first.indexOf('.')), logs.get(0));
        List<String> ofTheCall = told.stream()
                .filter(event -> event.path("subject").asText().equals(call))
                .filter(event -> event.path("source").asText().contains("/links/"))
                .map(event -> event.path("type").asText())
                .toList();
        assertEquals("serviceInitiated", ofTheCall.get(0));
        assertEquals("callCleared", ofTheCall.get(ofTheCall.size() - 1));
        try (Sse stream = jackfield.as("admin").eventsAfter(first)) {
            stream.await(Duration.ofSeconds(10), "resync", standing -> standing.path("reason")
                    .asText()
                    .contains("restarted"));
            assertEquals(
                    ofTheCall,
                    stream.all(data -> data.at("/call/id").asText().equals(call))
                            .map(Sse.Event::type)
                            .toList());
        }
    }

    /** Whether nothing waits any longer to be written. */
    private static boolean kept(Jackfield jackfield) {
        for (JsonNode part : jackfield.health().path("parts")) {
            if (part.path("name").asText().equals("event archive")) {
                JsonNode counters = part.path("counters");
                String last = "";
                for (JsonNode event : told(jackfield, "/journal?limit=500")) {
                    last = event.path("id").asText();
                }
                return counters.path("written").asLong() == Long.parseLong(last.substring(last.indexOf('.') + 1));
            }
        }
        return false;
    }

    private static String log(JsonNode event) {
        String id = event.path("id").asText();
        return id.substring(0, id.indexOf('.'));
    }

    private static List<JsonNode> told(Jackfield jackfield, String path) {
        List<JsonNode> all = new ArrayList<>();
        for (String next = path; !next.isEmpty(); ) {
            JsonNode page = jackfield.as("admin").get(next).orFail();
            page.path("items").forEach(all::add);
            next = page.path("next").asText("");
        }
        return all;
    }

    private static JsonNode lastCall(Jackfield jackfield) {
        return jackfield.as("admin").get("/calls?state=ended&limit=1").orFail().at("/items/0");
    }
}
