package org.jackfield.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Browser;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Sandbox;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipMessage.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * From a real Asterisk's ring to the customer's record in Salesforce (the look-alike), and the call that stands there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK, RealPart.CHROMIUM})
class SalesforceIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration A_MOMENT = Duration.ofMillis(2_300);
    private static final String NOTES = "Wants the lamp back by Friday; <b>not</b> 'later'";
    private static final String HIDDEN_NUMBER = "+12025550177";
    private static final String OWN_NUMBER = "+442079460155";
    private static final String AGENTS = """
        agent,name,team,link,line,tenant,email
        alice,Alice Agent,support,asterisk~main,1001,main,alice@sandbox.example
        bob,Bob Agent,support,asterisk~main,1002,main,bob@sandbox.example
        """;

    private Sandbox org;
    private String ann;
    private Floor floor;
    private Jackfield jackfield;
    private Browser browser;

    @BeforeAll
    void open() {
        org = Sandbox.start();
        String company = org.create("Account", Map.of("Name", TestDesk.ANNS_COMPANY));
        ann = org.create(
                "Contact",
                Map.of("FirstName", "Ann", "LastName", "Customer", "Phone", "(202) 555-0101", "AccountId", company));
        org.create("Case", Map.of("Subject", "Lamp went dark", "Status", "Working", "ContactId", ann));
        floor = new Floor();
        Setup setup = TestDesk.setup(floor)
                .agents(AGENTS)
                .contacts("id,name,phone\nC-2,Somebody Else,+855 23 555 010\n")
                .salesforce(org, "US");
        jackfield = Jackfield.start("SalesforceIT", setup);
        browser = new Browser();
        jackfield.awaitUp("link asterisk~main");
        jackfield.awaitUp("connector salesforce~org");
    }

    @AfterEach
    void hangUp() {
        floor.hangUpAll();
    }

    @AfterAll
    void shut() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {browser, jackfield, floor, org}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void theCallerPopsWithHerOpenCaseAndTheCallStandsInSalesforceOnceWithTheNotes() {
        Page desk = browser.page(jackfield.loginLink("alice"));
        Dialog customer = floor.customerCalls(Floor.ddi("1001"));
        Dialog phone = floor.phone("1001").nextCall().ring();

        Locator card = desk.getByTestId("ringing-call");
        assertThat(card.getByTestId("pop-name")).hasText("Ann Customer");
        assertThat(card.getByTestId("pop-company")).hasText(TestDesk.ANNS_COMPANY);
        assertThat(card.getByTestId("case")).containsText("Lamp went dark");
        String link = card.getByTestId("match").locator("a").first().getAttribute("href");
        assertEquals(org.settings().get("url") + "/" + ann, link);
        Browser.screenshot(desk, "salesforce-ringing");
        String call = card.getAttribute("data-call");

        phone.answer();
        customer.await(CONNECTED);
        desk.getByTestId("live-call").getByTestId("notes").fill(NOTES);
        Await.pass(A_MOMENT);
        phone.hangUp();
        customer.await(ENDED);

        JsonNode task = task(call);
        assertEquals(ann, task.path("WhoId").asText());
        assertEquals("alice", task.path("Owner").path("Name").asText());
        assertEquals("Inbound", task.path("CallType").asText());
        assertEquals("Inbound call " + Floor.ANN.number(), task.path("Subject").asText());
        assertEquals(
                phone.connected().toMillis() / 1000.0,
                task.path("CallDurationInSeconds").asDouble(),
                1.0);
        Await.until(
                SOON,
                "the notes are in the Task",
                () -> task(call).path("Description").asText().startsWith(NOTES));
        assertEquals(1, tasks().size(), () -> "one Task for the call: " + tasks());

        Page record = browser.page(link);
        assertThat(record.getByTestId("calls")).containsText(NOTES);
        Browser.screenshot(record, "salesforce-record");
    }

    @Test
    void numbersThatAreNobodysBusinessNeverReachSalesforce() {
        int before = tasks().size();
        org.forgetRequests();
        Dialog hidden = floor.carrier()
                .callAs(
                        Floor.ddi("1001"),
                        "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                        new Header("Privacy", "id"),
                        new Header("P-Asserted-Identity", "\"Secret\" <sip:" + HIDDEN_NUMBER + "@127.0.0.1>"));
        talk(hidden, "1001");
        talk(floor.carrier().callAs(Floor.ddi("1001"), "<sip:" + OWN_NUMBER + "@127.0.0.1>"), "1001");
        talk(floor.phone("1002").call("1001"), "1001");
        // one that does reach it, so that the silence before is known to be one
        talk(floor.customerCalls(Floor.ddi("1001")), "1001");

        Await.until(
                SOON,
                "the withheld call and Ann's are logged",
                () -> tasks().stream().anyMatch(t -> t.path("Subject").asText().contains("withheld"))
                        && tasks().size() >= before + 2);
        String all = org.requests().toString();
        assertFalse(all.contains(HIDDEN_NUMBER.substring(1)), "a withheld number reached the org");
        List<String> searches = StreamSupport.stream(org.requests().spliterator(), false)
                .filter(request -> request.path("path").asText().endsWith("/search"))
                .map(request -> request.path("query").asText())
                .toList();
        assertFalse(searches.stream().anyMatch(q -> q.contains(OWN_NUMBER.substring(1))), searches::toString);
        assertFalse(searches.stream().anyMatch(q -> q.contains("1002")), searches::toString);
        assertTrue(searches.stream().allMatch(q -> q.contains("2025550101")), searches::toString);
    }

    private void talk(Dialog caller, String line) {
        Dialog phone = floor.answerAt(line, Duration.ofMillis(300));
        caller.await(CONNECTED);
        phone.hangUp();
        caller.await(ENDED);
    }

    private List<JsonNode> tasks() {
        return StreamSupport.stream(
                        org.query("SELECT Id,Subject,CtiCallId__c FROM Task")
                                .path("records")
                                .spliterator(),
                        false)
                .toList();
    }

    private JsonNode task(String call) {
        return Await.value(SOON, "the call is in the org", () -> Optional.of(
                        org.query("SELECT Id,Subject,Description,WhoId,Owner.Name,CallType,CallDurationInSeconds"
                                        + " FROM Task WHERE CtiCallId__c='" + call + "'")
                                .path("records"))
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0)));
    }
}
