package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jackfield.api.Tenant;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Position;
import org.jackfield.rest.internal.LocalApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was told, read in portions. */
class JournalTest {
    private final LocalApi api = new LocalApi();
    private final StoredEvents stored = new StoredEvents();

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private void told(String log, int events) {
        for (int number = 1; number <= events; number++) {
            stored.events.add(new Event(
                    new Position(log, number),
                    Tenant.MAIN,
                    Samples.START,
                    Samples.delivered(Samples.call(number, "alice", "1001", false))));
        }
        api.office.services.archive = stored;
    }

    private void ring(String agent) {
        api.office.log.append(Tenant.MAIN, Samples.delivered(Samples.call(1, agent, "1001", false)));
    }

    private JsonNode read(String who, String path) {
        Answer answer = api.as(who, "GET", path, null);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.json();
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }

    @Test
    void followingNextReadsAllThatIsKeptOnce() {
        told("log0", 5);
        ring("alice");
        ring("alice");
        List<String> all = new ArrayList<>();
        String next = "/api/v1/journal?limit=3";
        while (!next.equals("null")) {
            JsonNode page = read("sue", next.substring("/api/v1".length()));
            all.addAll(ids(page));
            next = page.path("next").asText();
        }
        assertEquals(List.of("log0.1", "log0.2", "log0.3", "log0.4", "log0.5", "log1.1", "log1.2"), all);
        assertEquals(List.of(), ids(read("sue", "/journal?after=log1.2")));
        ring("alice");
        JsonNode last = read("sue", "/journal?after=log1.2");
        assertEquals("delivered", last.at("/items/0/type").asText());
        assertEquals("1.0", last.at("/items/0/specversion").asText());
    }

    @Test
    void anAgentReadsWhatIsAboutThem() {
        ring("alice");
        ring("bob");
        ring("alice");
        assertEquals(List.of("log1.1", "log1.3"), ids(read("alice", "/journal")));
    }

    @Test
    void whatIsNotKeptAnyLongerIsSaidAndHowThingsStand() {
        api.office.floor.live.add(Samples.call(1, "alice", "1001", false));
        JsonNode page = read("sue", "/journal?after=never.7");
        assertEquals("resync", page.at("/items/0/type").asText());
        assertTrue(page.at("/items/0/data/reason").asText().contains("never.7"));
        assertEquals(1, page.at("/items/0/data/calls").size());
        assertTrue(page.path("next").isNull());
    }

    @Test
    void wrongPlacesAndLimitsAreNamed() {
        assertTrue(api.as("sue", "GET", "/journal?after=here", null).detail().contains("'here'"));
        assertEquals(400, api.as("sue", "GET", "/journal?limit=0", null).status());
        assertEquals(401, api.send("GET", "/journal", null).status());
    }
}
