package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.Refused;
import org.jackfield.api.health.Status;
import org.jackfield.rest.internal.LocalApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of calls, agents and the rest. */
class ApiTest {
    private LocalApi api;

    @BeforeEach
    void start() {
        api = new LocalApi();
        api.office.floor.live.add(Samples.call(20, "alice", "1001", false));
        api.office.floor.live.add(Samples.call(21, "bob", "1002", false));
        for (int number = 1; number <= 5; number++) {
            api.office.archive.calls.add(Samples.call(number, number % 2 == 0 ? "alice" : "bob", "1001", true));
        }
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private static List<String> ids(Answer answer) {
        return answer.json().findValuesAsText("startedAt").stream()
                .map(at -> String.valueOf(java.time.Duration.between(Samples.START, java.time.Instant.parse(at))
                        .toSeconds()))
                .toList();
    }

    @Test
    void agentSeesOwnCallsNewestFirst() {
        assertEquals(List.of("20", "4", "2"), ids(api.as("alice", "GET", "/calls", null)));
        assertEquals(List.of("20"), ids(api.as("alice", "GET", "/calls?state=active&agent=me", null)));
        assertEquals(403, api.as("alice", "GET", "/calls?agent=bob", null).status());
    }

    @Test
    void supervisorSeesAllAndAsksForOne() {
        assertEquals(List.of("21", "20", "5", "4", "3", "2", "1"), ids(api.as("sue", "GET", "/calls", null)));
        assertEquals(List.of("21"), ids(api.as("sue", "GET", "/calls?state=active&agent=bob", null)));
        assertEquals(List.of("20"), ids(api.as("sue", "GET", "/calls?state=active&line=1001", null)));
        assertEquals(
                2,
                ids(api.as("sue", "GET", "/calls?state=active&number=+12025550101", null))
                        .size());
        assertEquals(List.of("21"), ids(api.as("sue", "GET", "/calls?state=active&since=2026-01-31T13:45:21Z", null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8})
    void pagesFollowEachOtherWithoutGapOrRepeat(int limit) {
        // still up, but begun between calls that ended
        api.office.floor.live.add(Samples.call(3, "bob", "1001", false));
        api.office.archive.calls.removeIf(call -> call.id().endsWith("3"));
        List<String> seen = new ArrayList<>();
        String next = "/api/v1/calls?number=+12025550101&limit=" + limit;
        while (!next.equals("null")) {
            assertTrue(next.startsWith("/api/v1/calls?"), next);
            Answer page = api.as("sue", "GET", next.substring("/api/v1".length()), null);
            seen.addAll(ids(page));
            next = page.json().get("next").asText();
        }
        assertEquals(List.of("21", "20", "5", "4", "3", "2", "1"), seen);
    }

    @Test
    void anyAliasFindsTheCallForThoseWhoMaySeeIt() {
        assertEquals(200, api.as("alice", "GET", "/calls/lab1-20", null).status());
        assertEquals(404, api.as("alice", "GET", "/calls/lab1-21", null).status());
        assertEquals(200, api.as("sue", "GET", "/calls/lab1-21", null).status());
        assertEquals(404, api.as("sue", "GET", "/calls/none", null).status());
    }

    @Test
    void makeCallGoesFromTheOwnLine() {
        Answer answer = api.as("alice", "POST", "/calls", "{\"to\":\"+12025550101\"}");
        assertEquals(202, answer.status());
        assertEquals(
                "/api/v1/calls/" + answer.json().get("id").asText(),
                answer.raw().headers().firstValue("Location").orElseThrow());
        assertEquals(List.of("makeCall asterisk~main/1001 +12025550101"), api.office.floor.asked);
        assertEquals(
                403,
                api.as("alice", "POST", "/calls", "{\"line\":\"1002\",\"to\":\"1\"}")
                        .status());
        assertEquals(400, api.as("sue", "POST", "/calls", "{\"to\":\"1\"}").status());
        assertEquals(
                202,
                api.as("sue", "POST", "/calls", "{\"line\":\"1999\",\"to\":\"1\"}")
                        .status());
        assertEquals(400, api.as("alice", "POST", "/calls", "{}").status());
        assertEquals(400, api.as("alice", "POST", "/calls", "").status());
    }

    @Test
    void servicesWorkOnOwnConnectionsOnly() {
        assertEquals(
                202,
                api.as("alice", "POST", "/calls/lab1-20/connections/c1/answerCall", null)
                        .status());
        assertEquals(
                202,
                api.as("alice", "POST", "/calls/lab1-20/connections/1001/singleStepTransferCall", "{\"to\":\"1003\"}")
                        .status());
        assertEquals(List.of("answerCall c1 ", "singleStepTransferCall 1001 1003"), api.office.floor.asked);
        assertEquals(
                404,
                api.as("alice", "POST", "/calls/lab1-21/connections/c1/answerCall", null)
                        .status());
        assertEquals(
                404,
                api.as("alice", "POST", "/calls/lab1-20/connections/c1/transferCall", "{\"otherCall\":\"lab1-21\"}")
                        .status());
        Answer unknown = api.as("alice", "POST", "/calls/lab1-20/connections/c1/explode", null);
        assertEquals(400, unknown.status());
        assertTrue(unknown.detail().contains("answerCall"), unknown.detail());
    }

    @Test
    void refusalSaysWhatIsAllowed() {
        api.office.floor.refusal = Optional.of(new Refused(
                Refused.Why.NOT_ALLOWED,
                "Connection c1 still rings; it cannot be held.",
                List.of(Service.ANSWER_CALL)));
        Answer answer = api.as("alice", "POST", "/calls/lab1-20/connections/c1/holdCall", null);
        assertEquals(409, answer.status());
        assertEquals("Connection c1 still rings; it cannot be held.", answer.detail());
        assertEquals("answerCall", answer.json().get("allowed").get(0).asText());
        assertEquals(
                "application/problem+json",
                answer.raw().headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void notesReachTheLiveCallAndTheJournal() {
        assertEquals(
                204,
                api.as("alice", "PUT", "/calls/lab1-20/notes", "{\"notes\":\"refund\"}")
                        .status());
        assertEquals(
                List.of("annotate " + Samples.call(20, "alice", "1001", false).id() + " refund -"),
                api.office.floor.asked);
        String ended = Samples.call(2, "alice", "1001", true).id();
        assertEquals(
                204,
                api.as("alice", "PUT", "/calls/" + ended + "/disposition", "{\"disposition\":\"sold\"}")
                        .status());
        assertEquals(1, api.office.floor.asked.size());
        assertEquals(400, api.as("alice", "PUT", "/calls/lab1-20/notes", "{}").status());
    }

    @Test
    void everyErrorIsAProblemWithADetail() {
        for (Answer answer : List.of(
                api.as("alice", "GET", "/nothing", null),
                api.as("alice", "GET", "/calls/1/2/3/4/5", null),
                api.as("alice", "DELETE", "/calls", null),
                api.as("alice", "POST", "/calls", "{\"to\":"),
                api.as("alice", "POST", "/calls", "[]"),
                api.as("alice", "POST", "/calls", "null"),
                api.as("alice", "POST", "/calls", "{\"to\":{\"a\":1}}"),
                api.as("alice", "GET", "/calls?limit=many", null),
                api.as("alice", "GET", "/calls?since=yesterday", null),
                api.as("alice", "GET", "/calls?state=dead", null),
                api.as("alice", "GET", "/calls?cursor=dead", null),
                api.as("alice", "PUT", "/agents/alice/state", "{\"state\":\"asleep\"}"),
                api.as("alice", "PUT", "/agents/alice/state", "{\"state\":\"busy\"}"),
                api.as("alice", "POST", "/calls", "{\"to\":\"" + "1".repeat(70_000) + "\"}"),
                api.as("alice", "POST", "/events", "{}"),
                api.as("alice", "GET", "/contacts", null),
                api.as("alice", "POST", "/demo/call-me", null),
                api.send("GET", "/calls", null),
                api.send("POST", "/session", "{\"user\":\"alice\",\"password\":\"wrong\"}"),
                api.send(
                        "POST",
                        "/calls",
                        "to=1",
                        "Content-Type",
                        "text/plain",
                        "Authorization",
                        "Bearer token-of-alice"))) {
            String what = answer.raw().request() + " " + answer.raw().body();
            assertTrue(answer.status() >= 400 && answer.status() < 500, what);
            assertEquals(
                    "application/problem+json",
                    answer.raw().headers().firstValue("Content-Type").orElse(""),
                    what);
            assertEquals(answer.status(), answer.json().get("status").asInt(), what);
            assertTrue(answer.detail().length() > 20, what);
            assertFalse(answer.raw().body().contains("org.jackfield"), what);
        }
    }

    @Test
    void answersAreNotKeptOrGuessed() {
        Answer answer = api.as("alice", "GET", "/agents", null);
        assertEquals(
                "no-store", answer.raw().headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "nosniff",
                answer.raw().headers().firstValue("X-Content-Type-Options").orElse(""));
        assertTrue(answer.raw().headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
    }

    @Test
    void agentsShowWhoCanTakeACall() {
        Answer answer = api.as("alice", "GET", "/agents", null);
        assertEquals("alice", answer.json().at("/items/0/agent").asText());
        assertEquals("Alice Example", answer.json().at("/items/0/name").asText());
        assertEquals("1001", answer.json().at("/items/0/line").asText());
        assertEquals("loggedOff", answer.json().at("/items/0/state").asText());
        Answer chosen = api.as("alice", "PUT", "/agents/me/state", "{\"state\":\"notReady\",\"reason\":\"lunch\"}");
        assertEquals("notReady", chosen.json().get("state").asText());
        assertEquals("lunch", chosen.json().get("reason").asText());
        assertEquals(
                403,
                api.as("alice", "PUT", "/agents/bob/state", "{\"state\":\"ready\"}")
                        .status());
        assertEquals(
                200,
                api.as("sue", "PUT", "/agents/bob/state", "{\"state\":\"ready\"}")
                        .status());
        assertEquals(404, api.as("sue", "GET", "/agents/nobody", null).status());
    }

    @Test
    void lookupExplainsItselfWhenAsked() {
        Answer answer = api.as("alice", "GET", "/contacts?number=+12025550101&explain=true", null);
        assertEquals("none", answer.json().get("crm").asText());
        assertEquals("read as +12025550101", answer.json().at("/explanation/0").asText());
    }

    @Test
    void linksSayHowTheyStand() {
        Answer answer = api.as("alice", "GET", "/links", null);
        assertEquals("asterisk~main", answer.json().at("/items/0/name").asText());
        assertEquals("up", answer.json().at("/items/0/state").asText());
        assertEquals(7, answer.json().at("/items/0/counters/events").asInt());
    }

    @Test
    void popsAreThoseOfTheAsker() {
        api.office.floor.pops.add(Samples.pop("alice", "x").pop());
        assertEquals(
                1,
                api.as("alice", "GET", "/pops?state=open", null)
                        .json()
                        .get("items")
                        .size());
        assertEquals(
                0,
                api.as("bob", "GET", "/pops?state=open", null)
                        .json()
                        .get("items")
                        .size());
        assertEquals(
                1,
                api.as("sue", "GET", "/pops?agent=alice", null)
                        .json()
                        .get("items")
                        .size());
        assertEquals(403, api.as("bob", "GET", "/pops?agent=alice", null).status());
    }

    @Test
    void demoRingsTheOwnLine() {
        List<String> rung = new ArrayList<>();
        api.office.services.demo = rung::add;
        assertEquals(202, api.as("bob", "POST", "/demo/call-me", null).status());
        assertEquals(List.of("1002"), rung);
    }

    @Test
    void healthAnswersWhenTheStoreIsAwayAndSaysSo() {
        assertEquals(200, api.send("GET", "/health", null).status());
        api.office.services.journal = null;
        api.office.services.accounts = null;
        Answer answer = api.send("GET", "/health", null);
        assertEquals(503, answer.status());
        assertFalse(answer.json().get("ready").asBoolean());
        assertEquals(
                "The store is not running.", answer.json().at("/problems/0").asText());
    }

    @Test
    void partsThatNeedAPersonAreToldInOneSentenceEach() {
        api.office.services.health = List.of(() -> List.of(
                new Status("store", "", Status.State.DEGRADED, "The disk is nearly full.", Samples.START, Map.of()),
                new Status("etc/a.cfg", "", Status.State.DEGRADED, "etc/a.cfg: 'x' is wrong.", Samples.START, Map.of()),
                new Status("link", "", Status.State.CONNECTING, "", Samples.START, Map.of())));
        Answer answer = api.send("GET", "/health", null);
        assertEquals(200, answer.status());
        assertEquals(
                "[\"store: The disk is nearly full.\",\"etc/a.cfg: 'x' is wrong.\"]",
                answer.json().get("problems").toString());
        assertEquals("degraded", answer.json().at("/parts/0/state").asText());
    }

    @Test
    void reconfiguredPortsDoNotStopTheApi() throws Exception {
        api.restart();
        assertEquals(200, api.as("alice", "GET", "/agents", null).status());
    }

    @Test
    void absentPartIsNamed() {
        api.office.services.journal = null;
        Answer answer = api.as("sue", "GET", "/calls?state=ended", null);
        assertEquals(503, answer.status());
        assertEquals("The store is not running.", answer.detail());
        assertEquals(200, api.as("sue", "GET", "/calls?state=active", null).status());
    }
}
