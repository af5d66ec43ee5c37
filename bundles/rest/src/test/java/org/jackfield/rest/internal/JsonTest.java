package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Position;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final Json json = new Json();
    private final ObjectMapper reader = new ObjectMapper();

    private String frame(Fact fact) {
        Event event = new Event(new Position("log1", 7), Tenant.MAIN, Samples.START, fact);
        return new String(Frame.of(json, event).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void callHasTheMembersOfTheApiPage() throws IOException {
        String golden = """
                {"id":"01JDXZ3Y5K0000000000000000","tenant":"main","link":"asterisk~main","direction":"inbound","state":"ended",
                "caller":{"number":"+12025550101","name":"Ann Customer","presentation":"allowed"},
                "called":{"number":null,"name":null,"presentation":"restricted"},
                "startedAt":"2026-01-31T13:45:00.250Z","answeredAt":"2026-01-31T13:45:00.750Z","endedAt":"2026-01-31T13:45:03.586Z",
                "answeredBy":{"line":"1001","number":null,"agent":"alice"},"endedBy":"customer","cause":"normalClearing",
                "connections":[{"id":"c2","leg":"lab1-1795329862.163","role":"agent","kind":null,"line":"1001","number":null,
                "agent":"alice","participation":"active","state":"null","alertingAt":"2026-01-31T13:45:00.250Z",
                "connectedAt":"2026-01-31T13:45:00.750Z","endedAt":"2026-01-31T13:45:03.586Z","alertingMs":500,"connectedMs":2836,
                "deviceHoldMs":0,"holdMs":1100,"talkMs":1736,"cause":"normalClearing","continues":null,"allowed":[]}],
                "queueVisits":[{"queue":"support","enteredAt":"2026-01-31T13:45:00.250Z","leftAt":"2026-01-31T13:45:00.750Z",
                "outcome":"answered","offeredTo":["c2"]}],
                "lineage":[{"type":"transferredTo","kind":"blind","from":"1001","to":"1003","call":null,
                "at":"2026-01-31T13:45:00.250Z"}],
                "aliases":[{"kind":"asterisk.uniqueid","value":"1795329862.161"}],
                "records":[{"connector":"directory~contacts","type":"Contact","id":"7","name":"Ann Customer","url":null}],
                "recordings":[],"notes":"Asked for a refund","disposition":null,"reconstructed":false}""".replace("\n", "");
        assertEquals(golden, new String(json.write(Samples.full()), StandardCharsets.UTF_8));
        reader.readTree(golden);
    }

    @Test
    void clearedConnectionIsTheStringNull() {
        assertEquals("\"null\"", new String(json.write(ConnectionState.NULL), StandardCharsets.UTF_8));
    }

    @Test
    void wholeSecondsKeepTheirMilliseconds() {
        assertEquals(
                "[\"2026-01-31T13:45:00.000Z\",null]",
                new String(
                        json.write(new Object[] {Instant.parse("2026-01-31T13:45:00Z"), Optional.empty()}),
                        StandardCharsets.UTF_8));
    }

    @Test
    void popEventIsACloudEventAroundThePop() {
        assertEquals("""
                id: log1.7
                event: pop
                data: {"specversion":"1.0","id":"log1.7","source":"/api/v1/pops","type":"pop","time":"2026-01-31T13:45:00.250Z",\
                "subject":"call-1","data":{"popId":"pop-alice","tenant":"main","call":"call-1","agent":"alice",\
                "trigger":"delivered","rev":1,"state":"open","reason":null,"crm":"ok","matches":[{"connector":"directory~contacts",\
                "type":"Contact","id":"7","name":"Ann Customer","company":"Example Ltd","url":null,"reason":"mobile +1 202-555-0101","strength":"strong",\
                "cases":[{"id":"17","subject":"Refund","status":"open","url":null}]}]}}

                """, frame(Samples.pop("alice", "call-1")));
    }

    @Test
    void callEventCarriesTheWholePicture() throws IOException {
        String frame = frame(Samples.delivered(Samples.call(3, "alice", "1001", false)));
        assertTrue(frame.startsWith("id: log1.7\nevent: delivered\ndata: {"), frame);
        var event = reader.readTree(frame.substring(frame.indexOf('{')));
        assertEquals("delivered", event.at("/data/type").asText());
        assertEquals("asterisk~main", event.at("/data/link").asText());
        assertEquals(1, event.at("/data/epoch").asInt());
        assertEquals("c1", event.at("/data/connection").asText());
        assertEquals("alerting", event.at("/data/call/connections/0/state").asText());
        assertEquals("/api/v1/links/asterisk~main", event.get("source").asText());
    }

    @Test
    void linkBackInServiceNamesTheGap() throws IOException {
        String frame = frame(new Fact.LinkFact(
                true, Office.LINK, 2, "", Optional.of(new Fact.Gap(Samples.START, Samples.START.plusSeconds(4)))));
        var event = reader.readTree(frame.substring(frame.indexOf('{')));
        assertEquals("backInService", event.at("/data/type").asText());
        assertEquals("2026-01-31T13:45:04.250Z", event.at("/data/gap/to").asText());
    }

    @Test
    void textFromACallerStaysOneDataLine() {
        var fact = Samples.pop("alice", "x\n\nevent: fake\rdata: \u2028");
        String frame = frame(fact);
        assertEquals(4, frame.split("\r\n|\r|\n", -1).length - 1, frame);
    }

    @Test
    void unreadableBodySaysWhere() {
        Problem problem = assertThrows(
                Problem.class,
                () -> json.read(
                        CallsResource.MakeCall.class,
                        new ByteArrayInputStream("{\n \"to\": oops}".getBytes(StandardCharsets.UTF_8))));
        assertEquals(400, problem.status());
        assertTrue(problem.getMessage().contains("line 2"), problem.getMessage());
    }
}
