package org.jackfield.crm.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.number.Strength;
import org.jackfield.crm.rest.internal.FakeCrm.Asked;
import org.jackfield.crm.rest.internal.FakeCrm.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates that come with Jackfield, against answers as the vendors' references show them. */
class ShippedTemplatesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Owner ALICE = new Owner("alice", Optional.of("alice@example.org"), Optional.empty());

    @TempDir
    Path data;

    private FakeCrm crm;
    private RestConnector connector;

    @AfterEach
    void stop() {
        connector.close();
        crm.close();
    }

    @Test
    void zendeskFindsUsersAndOpensTheirProfileOnTheAgentsScreen() throws Exception {
        open(
                zendesk("[]"),
                TestConfig.of("zendesk", "").with("username", "a@b.example").with("secret", "tok"));

        Match ann = lookup("+442079460111").get(0);
        assertEquals("35436", ann.id());
        assertEquals(Optional.of(crm.url() + "/agent/users/35436"), ann.url());
        assertEquals("phone +44 20 7946 0111", ann.reason());
        assertTrue(crm.lines("GET").contains("GET /api/v2/users/search.json?query=phone%3A%2B442079460111"));
        assertEquals("Basic YUBiLmV4YW1wbGUvdG9rZW46dG9r", crm.asked.get(0).authorization());

        assertTrue(get(connector.show(record(ann), ALICE)));
        assertEquals(List.of("POST /api/v2/channels/voice/agents/17/users/35436/display.json"), crm.lines("POST"));
    }

    @Test
    void zendeskGetsAVoiceTicketWithOurKeyAndThenItsNotes() throws Exception {
        open(zendesk("[]"), TestConfig.of("zendesk", ""));
        assertEquals(List.of(new LogResult.Written("4711")), log("01KEY", "35436", ""));

        JsonNode ticket = sent("POST").at("/ticket");
        assertEquals("01KEY", ticket.path("external_id").asText());
        assertEquals(45, ticket.path("via_id").asInt());
        assertEquals(35436, ticket.path("requester_id").asInt());
        assertEquals(17, ticket.path("assignee_id").asInt());
        assertEquals(132, ticket.at("/voice_comment/call_duration").asInt());
        assertEquals("+442079460100", ticket.at("/voice_comment/to").asText());
        crm.close();
        connector.close();

        open(zendesk("[{'id':4711}]"), TestConfig.of("zendesk", ""));
        assertEquals(List.of(new LogResult.Written("4711")), log("01KEY", "35436", "Calls \"back\""));
        assertEquals(List.of("PUT /api/v2/tickets/4711.json"), crm.lines("PUT"));
        assertEquals(List.of(), crm.lines("POST"));
        assertEquals(
                "Calls \"back\"",
                sent("PUT").at("/ticket/comment/body").asText().strip());
    }

    private static Function<Asked, Reply> zendesk(String tickets) {
        return asked -> {
            if (asked.uri().contains("query=email")) {
                return Reply.json("{'users':[{'id':17,'name':'Alice','email':'alice@example.org'}],'count':1}");
            }
            return Reply.json(
                    asked.method().equals("POST")
                            ? "{'ticket':{'id':4711,'via':{'channel':'voice'}}}"
                            : asked.uri().contains("tickets")
                                    ? "{'tickets':" + tickets + ",'count':0}"
                                    : "{'users':[{'id':35436,'name':'Ann Customer','phone':'+442079460111'},"
                                            + "{'id':2,'name':'Loose','phone':'+442079460112'}],'next_page':null,'count':2}");
        };
    }

    @Test
    void hubspotIsAskedByItsCalculatedNumbersAndCallsAreUpserted() throws Exception {
        open(
                asked -> asked.uri().contains("/search")
                        ? Reply.json("{'total':2,'results':[{'id':'501','properties':{'firstname':'Ann','lastname':"
                                + "'Customer','company':'Potomac','phone':null,'mobilephone':'(020) 7946 0111'}},"
                                + "{'id':'502','properties':{'firstname':'Bob','phone':'+1 207 946 0111'}}]}")
                        : asked.uri().contains("/owners/")
                                ? Reply.json("{'results':[{'id':'88','email':'alice@example.org'}]}")
                                : Reply.json("{'status':'COMPLETE','results':[{'id':'9001','new':true}]}"),
                TestConfig.of("hubspot", "").with("secret", "pat").with("settings", "portal=123"));

        List<Match> found = lookup("+442079460111");
        assertEquals(List.of("Ann Customer"), found.stream().map(Match::name).toList());
        assertEquals(
                Optional.of("https://app.hubspot.com/contacts/123/record/0-1/501"),
                found.get(0).url());
        assertEquals(
                "2079460111", sent("POST").at("/filterGroups/0/filters/0/value").asText());
        assertEquals("Bearer pat", crm.asked.get(0).authorization());
        assertEquals(1, connector.status().counters().get("thrownAway"));

        assertEquals(Delivery.EXACTLY_ONCE, connector.delivery());
        assertEquals(List.of(new LogResult.Written("9001")), log("01KEY", "501", ""));
        JsonNode input = sent("POST").at("/inputs/0");
        assertEquals("01KEY", input.path("id").asText());
        assertEquals("jackfield_key", input.path("idProperty").asText());
        assertEquals("INBOUND", input.at("/properties/hs_call_direction").asText());
        assertEquals("132000", input.at("/properties/hs_call_duration").asText());
        assertEquals("88", input.at("/properties/hubspot_owner_id").asText());
        assertEquals(List.of("PUT /crm/v4/objects/calls/9001/associations/default/contacts/501"), crm.lines("PUT"));
    }

    @Test
    void espocrmIsAskedByDigitsForContactsAndLeads() throws Exception {
        open(
                asked -> asked.method().equals("GET") && asked.uri().contains("/Contact?")
                        ? Reply.json("{'total':1,'list':[{'id':'5f0','name':'Ann Customer','accountName':'Potomac',"
                                + "'phoneNumber':'+44 7700 900123','phoneNumberData':[{'phoneNumber':'+44 7700 900123',"
                                + "'type':'Mobile','primary':true},{'phoneNumber':'020 7946 0111','type':'Office'}]}]}")
                        : asked.method().equals("POST")
                                ? Reply.json("{'id':'c1'}")
                                : Reply.json("{'total':0,'list':[]}"),
                TestConfig.of("espocrm", "").with("secret", "key").with("agents", "alice=u7"));

        Match ann = lookup("+442079460111").get(0);
        assertEquals("number +44 20 7946 0111", ann.reason());
        assertEquals(Strength.STRONG, ann.strength());
        assertEquals(Optional.of(crm.url() + "/#Contact/view/5f0"), ann.url());
        assertEquals("key", crm.asked.get(0).apiKey());
        assertTrue(crm.lines("GET").stream().anyMatch(line -> line.contains("/api/v1/Lead?")));

        assertEquals(List.of(new LogResult.Written("c1")), log("01KEY", "5f0", ""));
        JsonNode call = sent("POST");
        assertEquals("Held", call.path("status").asText());
        assertEquals("2026-11-25 14:00:00", call.path("dateStart").asText());
        assertEquals("2026-11-25 14:02:12", call.path("dateEnd").asText());
        assertEquals("u7", call.path("assignedUserId").asText());
        assertEquals("5f0", call.path("parentId").asText());
    }

    private void open(Function<Asked, Reply> answers, TestConfig config) throws IOException {
        crm = new FakeCrm(answers);
        connector = config.with("url", crm.url()).connector(data);
    }

    private List<Match> lookup(String number) throws Exception {
        return get(connector.lookup(TestConfig.number(number)));
    }

    private List<LogResult> log(String key, String record, String notes) throws Exception {
        return get(connector.log(List.of(Calls.inbound(key, record, notes))));
    }

    private JsonNode sent(String method) {
        List<Asked> sent = crm.asked.stream()
                .filter(asked -> asked.method().equals(method))
                .toList();
        return sent.get(sent.size() - 1).json();
    }

    private static RecordRef record(Match match) {
        return new RecordRef(match.connector(), match.type(), match.id(), match.name(), match.url());
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
