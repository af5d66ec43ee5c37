package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.rest.internal.LocalApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who the customer of a call is, and what was before with that customer. */
class CustomerOfACallTest {
    private LocalApi api;
    private String now;

    @BeforeEach
    void start() {
        api = new LocalApi();
        api.office.floor.live.add(Samples.call(20, "alice", "1001", false));
        now = api.office.floor.live.get(0).id();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void timelineTellsWhatColleaguesTalkedAboutWithTheCustomer() {
        api.office.archive.calls.add(Samples.full());
        api.office.archive.calls.add(Samples.call(3, "bob", "1002", true));

        Answer answer = api.as("alice", "GET", "/calls/" + now + "/timeline", null);

        assertEquals(200, answer.status());
        assertEquals(2, answer.json().get("items").size());
        Map<String, String> notes = Map.of("talked", "Asked for a refund", "missed", "null");
        answer.json()
                .get("items")
                .forEach(entry -> assertEquals(
                        notes.get(entry.get("outcome").asText()),
                        entry.get("notes").asText()));
    }

    @Test
    void timelineOfAnotherPersonsCallIsClosed() {
        assertEquals(
                404, api.as("bob", "GET", "/calls/" + now + "/timeline", null).status());
        assertEquals(
                200, api.as("sue", "GET", "/calls/" + now + "/timeline", null).status());
    }

    @Test
    void chosenRecordIsTakenAsTheCrmToldIt() {
        PopFact pop = Samples.pop("alice", now);
        api.office.floor.pops.add(pop.pop());

        Answer answer = api.as(
                "alice",
                "PUT",
                "/calls/" + now + "/record",
                "{\"connector\":\"directory~contacts\",\"id\":\"7\",\"name\":\"Mallory\"}");

        assertEquals(204, answer.status());
        assertEquals(List.of("attach " + now + " directory~contacts 7 Ann Customer"), api.office.floor.asked);
    }

    @Test
    void recordThatDoesNotFitTheNumberIsRefused() {
        Answer answer = api.as(
                "alice", "PUT", "/calls/" + now + "/record", "{\"connector\":\"directory~contacts\",\"id\":\"8\"}");

        assertEquals(404, answer.status());
        assertTrue(answer.detail().contains("'8'"), answer.detail());
        assertEquals(List.of(), api.office.floor.asked);
        assertEquals(
                400,
                api.as("alice", "PUT", "/calls/" + now + "/record", "{\"id\":\"8\"}")
                        .status());
    }

    @Test
    void deskTellsWhatItsFileSays() {
        api.desk = Desk.of(Map.of(
                "dispositions", "Solved, Call back,, Solved",
                "dispositionRequired", "support",
                "newContactUrl", "javascript:alert(1)"));

        Answer answer = api.as("alice", "GET", "/desk", null);

        assertEquals(List.of("Solved", "Call back"), api.desk.dispositions());
        assertEquals(2, answer.json().get("dispositions").size());
        assertEquals("support", answer.json().get("dispositionRequired").get(0).asText());
        assertEquals(5, answer.json().get("reasons").size());
        assertTrue(answer.json().get("newContactUrl").isNull());
    }
}
