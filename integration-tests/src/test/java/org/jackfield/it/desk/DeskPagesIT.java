package org.jackfield.it.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipPhone.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What else the pages are for: the floor, administration, and hostile callers. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK, RealPart.CHROMIUM})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskPagesIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = new CallCentre("desk-pages");
    }

    @AfterEach
    void hangUp() {
        centre.floor().hangUpAll();
    }

    @AfterAll
    void shut() {
        centre.close();
    }

    @Test
    void supervisorSeesTheFloorListensTakesOverAndChangesAState() {
        AgentsPage carol = centre.logIn("carol", "agent");
        AgentsPage bob = centre.logIn("bob", "supervisor");
        bob.open("floor");
        assertThat(row(bob, "carol")).hasAttribute("data-state", "ready");

        Dialog customer = centre.floor().customerCalls(Floor.SALES);
        Dialog phone = centre.floor().phone("1003").nextCall().ring();
        Locator queue = bob.page().locator("[data-testid=queue-row][data-queue=sales]");
        assertThat(queue.getByTestId("queue-waiting")).hasText("1");
        phone.answer();
        customer.await(CONNECTED);
        assertThat(row(bob, "carol")).containsText(Floor.ANN.name());
        assertThat(queue.getByTestId("queue-waiting")).hasText("0");

        row(bob, "carol").getByTestId("supervise-listen").click();
        Dialog listening = centre.floor().phone("1002").nextCall().ring();
        listening.answer().await(CONNECTED);
        Await.until(SOON, "the supervisor hears them", () -> listening.packetsHeard() > 10);
        listening.hangUp();
        bob.picture("floor");

        row(bob, "carol").getByTestId("supervise-takeOver").click();
        Dialog taken = centre.floor().answerAt("1002", Duration.ofMillis(300));
        phone.await(ENDED);
        assertEquals(Floor.ANN.number(), taken.callerNumber());
        taken.hangUp();
        customer.await(ENDED);
        assertThat(bob.at("tile-answered")).containsText("1");

        carol.press("d");
        assertThat(row(bob, "carol")).hasAttribute("data-state", "ready");
        row(bob, "carol").hover();
        row(bob, "carol").getByTestId("force").click();
        row(bob, "carol")
                .locator("[data-testid=force-state][data-reason=meeting]")
                .click();
        assertThat(carol.at("agent-state")).hasAttribute("data-reason", "meeting");
        bob.open("wall");
        bob.picture("wallboard");
    }

    @Test
    void administratorIsToldWhatIsWrongAndMakesAUserWithAToken() {
        AgentsPage admin = centre.logIn("root", "administrator");
        admin.open("admin");
        assertThat(admin.at("health")).hasAttribute("data-ready", "true");
        assertThat(admin.at("part").first()).containsText("asterisk~main");
        admin.at("user-name").fill("eve");
        admin.at("make-user").click();
        assertThat(admin.at("secret")).containsText("eve");
        Locator eve = admin.page().locator("[data-user=eve]");
        eve.locator("summary").click();
        eve.locator("input").fill("wallboard");
        eve.getByTestId("make-token").click();
        assertThat(admin.at("secret").locator("code")).containsText("jf_");
        String token = admin.at("secret").locator("code").textContent();
        assertEquals(200, get(admin.page(), "/calls", token).status());
        admin.picture("admin");
        eve.getByTestId("revoke").click();
        assertThat(eve.getByTestId("revoke")).hasCount(0);
        assertEquals(401, get(admin.page(), "/calls", token).status());
        admin.page().onDialog(dialog -> dialog.accept());
        eve.getByTestId("remove-user").click();
        assertThat(eve).hasCount(0);
    }

    @Test
    void hostileCallerBreaksNeitherThePageNorASpreadsheet() {
        AgentsPage alice = centre.logIn("alice", "agent");
        Dialog customer =
                centre.floor().carrier().call(Floor.ddi("1001"), new Caller("+493023125114", CallCentre.HOSTILE));
        Dialog phone = centre.floor().phone("1001").nextCall().ring();
        Locator name = alice.ringing().getByTestId("pop-name");
        assertThat(name).containsText("=1+1<img src=x onerror=window.pwned=1>");
        assertTrue(name.textContent().codePoints().noneMatch(c -> c == 0x202E), name::textContent);
        alice.picture("hostile");
        phone.answer();
        alice.talking().getByTestId("notes").fill("=HYPERLINK(\"http://x\")\u202E");
        assertThat(alice.at("notes-status")).hasAttribute("data-status", "saved");
        customer.hangUp();
        phone.await(ENDED);
        assertThat(alice.finished()).isVisible();
        assertNull(alice.page().evaluate("window.pwned ?? null"));
        Await.until(SOON, "the call is in the table", () -> get(alice.page(), "/calls.csv", "")
                .text()
                .contains("HYPERLINK"));
        for (String cell : get(alice.page(), "/calls.csv", "").text().split("\"?(,|\r\n)\"?")) {
            assertTrue(!cell.matches("(?s)[=+@\\t\\r-].*"), cell);
        }
    }

    private static Locator row(AgentsPage page, String agent) {
        return page.page().locator("[data-testid=floor-agent][data-agent=" + agent + "]");
    }

    /** As the person at the page, or with a token as a program. */
    private static APIResponse get(Page page, String path, String token) {
        String address = page.url().replaceAll("/#.*|/$", "") + "/api/v1" + path;
        var options = com.microsoft.playwright.options.RequestOptions.create();
        return page.request()
                .get(address, token.isEmpty() ? options : options.setHeader("Authorization", "Bearer " + token));
    }
}
