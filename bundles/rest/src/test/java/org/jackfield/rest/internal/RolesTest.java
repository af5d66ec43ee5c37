package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jackfield.api.report.Reports;
import org.jackfield.rest.internal.LocalApi.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every role at every address: alice's call is on; bob is another agent, sue supervises, root administers. */
class RolesTest {
    private static final String CALL = "01JD0000000000000000000020";
    private static final String ENDED = "01JD0000000000000000000010";
    private static final String CONNECTION = "/calls/" + CALL + "/connections/c1/";

    private LocalApi api;

    @BeforeEach
    void start() {
        api = new LocalApi();
        api.office.floor.live.add(Samples.call(20, "alice", "1001", false));
        api.office.archive.calls.add(Samples.call(10, "alice", "1001", true));
        api.office.floor.pops.add(Samples.pop("alice", CALL).pop());
        api.office.createToken("main", "alice", "t");
        api.office.services.reports = emptyReports();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private static Reports emptyReports() {
        return (Reports) Proxy.newProxyInstance(
                RolesTest.class.getClassLoader(),
                new Class<?>[] {Reports.class},
                (proxy, method, arguments) -> method.getReturnType() == List.class ? List.of() : null);
    }

    /** A request, and what alice, bob, sue and root get for it. */
    private record Row(String method, String path, String body, List<Integer> expected) {
        static Row of(String request, String body, int alice, int bob, int sue, int root) {
            String[] parts = request.split(" ");
            return new Row(parts[0], parts[1], body.isEmpty() ? null : body, List.of(alice, bob, sue, root));
        }

        boolean changes() {
            return !method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Row> rows() {
        String to = "{\"to\":\"+12025550101\"}";
        return Stream.of(
                Row.of("GET /session", "", 200, 200, 200, 200),
                Row.of("GET /desk", "", 200, 200, 200, 200),
                Row.of("GET /calls", "", 200, 200, 200, 200),
                Row.of("GET /calls?agent=alice", "", 200, 403, 200, 200),
                Row.of("GET /calls/" + CALL, "", 200, 404, 200, 200),
                Row.of("GET /calls/" + ENDED, "", 200, 404, 200, 200),
                Row.of("GET /calls/" + CALL + "/timeline", "", 200, 404, 200, 200),
                Row.of("GET /calls.csv?agent=alice", "", 200, 403, 200, 200),
                Row.of("PUT /calls/" + CALL + "/notes", "{\"notes\":\"x\"}", 204, 404, 204, 204),
                Row.of("PUT /calls/" + ENDED + "/notes", "{\"notes\":\"x\"}", 204, 404, 204, 204),
                Row.of("PUT /calls/" + CALL + "/disposition", "{\"disposition\":\"x\"}", 204, 404, 204, 204),
                Row.of(
                        "PUT /calls/" + CALL + "/record",
                        "{\"connector\":\"directory~contacts\",\"id\":\"7\"}",
                        204,
                        404,
                        204,
                        204),
                Row.of("POST /calls", "{\"line\":\"1001\",\"to\":\"+12025550101\"}", 202, 403, 202, 202),
                Row.of("POST /calls/groupPickupCall", "{\"line\":\"1001\"}", 202, 403, 202, 202),
                Row.of("POST " + CONNECTION + "answerCall", "{}", 202, 404, 202, 202),
                Row.of("POST " + CONNECTION + "singleStepTransferCall", to, 202, 404, 202, 202),
                Row.of(
                        "POST " + CONNECTION + "singleStepConferenceCall",
                        "{\"line\":\"1001\",\"participation\":\"listen\"}",
                        403,
                        403,
                        202,
                        202),
                Row.of("GET /agents", "", 200, 200, 200, 200),
                Row.of("GET /agents/alice", "", 200, 200, 200, 200),
                Row.of("PUT /agents/alice/state", "{\"state\":\"ready\"}", 200, 403, 200, 200),
                Row.of("GET /pops?agent=alice", "", 200, 403, 200, 200),
                Row.of("GET /contacts?number=1", "", 200, 200, 200, 200),
                Row.of("GET /links", "", 200, 200, 200, 200),
                Row.of("GET /connectors", "", 200, 200, 200, 200),
                Row.of("POST /erasures", "{\"number\":\"+12025550101\"}", 403, 403, 403, 200),
                // 503: let in, and the part that answers is not there in this office
                Row.of("GET /activities", "", 403, 403, 503, 503),
                Row.of("POST /activities/7/replay", "", 403, 403, 403, 503),
                Row.of("POST /activities/replay", "", 403, 403, 403, 503),
                Row.of("GET /devices", "", 503, 503, 503, 503),
                Row.of("GET /devices/desk-1001", "", 503, 503, 503, 503),
                Row.of("PUT /devices/desk-1001", "{}", 403, 403, 403, 503),
                Row.of("DELETE /devices/desk-1001", "", 403, 403, 403, 503),
                Row.of("POST /devices/desk-1001/credentials", "", 403, 403, 403, 503),
                Row.of("POST /devices/pairings", "{\"code\":\"1\"}", 503, 503, 403, 403),
                Row.of("GET /shifts?agent=alice", "", 503, 403, 503, 503),
                Row.of("GET /shifts/export.csv?agent=alice", "", 503, 403, 503, 503),
                Row.of("POST /shifts/clock-in", "", 503, 503, 503, 503),
                Row.of("POST /shifts/clock-out", "", 503, 503, 503, 503),
                Row.of("GET /journal", "", 200, 200, 200, 200),
                Row.of("GET /reports/queues", "", 403, 403, 200, 200),
                Row.of("GET /reports/queues.csv", "", 403, 403, 200, 200),
                Row.of("GET /reports/agents", "", 403, 403, 200, 200),
                Row.of("GET /reports/agents.csv", "", 403, 403, 200, 200),
                Row.of("GET /reports/missed", "", 403, 403, 200, 200),
                Row.of("GET /reports/missed.csv", "", 403, 403, 200, 200),
                Row.of("GET /openapi.json", "", 200, 200, 200, 200),
                Row.of("GET /users", "", 403, 403, 403, 200),
                Row.of("POST /users", "{\"name\":\"eve\",\"role\":\"agent\"}", 403, 403, 403, 200),
                Row.of("POST /users/alice/tokens", "{\"label\":\"x\"}", 403, 403, 403, 200),
                Row.of("DELETE /users/alice/tokens/test", "", 403, 403, 403, 204),
                Row.of("DELETE /users/carol", "", 403, 403, 403, 404));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRoleGetsWhatIsItsOwn(Row row) {
        List<Integer> got = new ArrayList<>();
        for (String who : List.of("alice", "bob", "sue", "root")) {
            got.add(api.as(who, row.method(), row.path(), row.body()).status());
        }
        assertEquals(row.expected(), got, row::toString);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nobodyAndDevicesGetNothing(Row row) {
        assertEquals(401, api.send(row.method(), row.path(), row.body()).status());
        assertEquals(
                403, api.as("desk-1001", row.method(), row.path(), row.body()).status());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void pageWithoutTheTokenOrOfAnotherSiteChangesNothing(Row row) {
        if (row.changes()) {
            Browser root = api.browser("root");
            String users = api.office.accounts.keySet().toString();
            assertEquals(
                    403,
                    api.send(row.method(), row.path(), row.body(), "Cookie", root.cookie())
                            .status());
            assertEquals(
                    403,
                    api.send(
                                    row.method(),
                                    row.path(),
                                    row.body(),
                                    "Cookie",
                                    root.cookie(),
                                    "X-CSRF-Token",
                                    root.csrf(),
                                    "Origin",
                                    "https://evil.example")
                            .status());
            assertEquals(List.of(), api.office.floor.asked);
            assertEquals(users, api.office.accounts.keySet().toString());
        }
    }

    /** An address that is new must be thought of here too. */
    @Test
    void everyAddressIsInTheMatrix() {
        Set<String> here = new TreeSet<>(Set.of("/events", "/health", "/session/once", "/demo/call-me"));
        rows().map(row -> row.path()
                        .replaceAll("\\?.*", "")
                        .replace(CONNECTION, "/calls/{id}/connections/{connection}/")
                        .replaceAll("^/calls/(" + CALL + "|" + ENDED + ")", "/calls/{id}")
                        .replaceAll("/connections/\\{connection}/.*", "/connections/{connection}/{service}")
                        .replaceAll("^/agents/[a-z]+", "/agents/{id}")
                        .replaceAll("^/activities/7", "/activities/{id}")
                        .replaceAll("^/devices/desk-1001", "/devices/{id}")
                        .replaceAll("^/users/[a-z]+", "/users/{name}")
                        .replaceAll("/tokens/test$", "/tokens/{label}"))
                .forEach(here::add);
        Set<String> served = new TreeSet<>();
        api.as("root", "GET", "/openapi.json", null)
                .json()
                .get("paths")
                .fieldNames()
                .forEachRemaining(served::add);
        served.removeAll(here);
        assertEquals(Set.of(), served);
        assertTrue(here.size() > 20);
    }
}
