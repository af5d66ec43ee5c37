package org.jackfield.it.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.jackfield.it.sip.CallFacts.State.CONNECTED;
import static org.jackfield.it.sip.CallFacts.State.ENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Several tabs of an agent, a server that is killed, and a choice of records, on the real Asterisk. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK, RealPart.CHROMIUM})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTabsIT {

    private static final String NOTE = "Lamp 12 is broken; wants a visit on Monday";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = new CallCentre("desk-tabs");
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
    void twoTabsRingOnceAndOutliveAKilledServer() {
        AgentsPage first = centre.logIn("bob", "agent");
        AgentsPage second = first.anotherTab();
        first.page().locator("body").click();
        second.page().locator("body").click();

        Dialog customer = centre.floor().customerCalls(Floor.ddi("1002"));
        Dialog phone = centre.floor().phone("1002").nextCall().ring();
        assertThat(first.ringing()).hasCount(1);
        assertThat(second.ringing()).hasCount(1);
        assertEquals(1, first.notifications() + second.notifications());
        assertEquals(1, Math.min(first.sounded(), 1) + Math.min(second.sounded(), 1));
        phone.answer();
        customer.await(CONNECTED);
        second.talking().getByTestId("notes").fill(NOTE);
        assertThat(second.at("notes-status")).hasAttribute("data-status", "saved");
        assertThat(first.talking().getByTestId("notes")).hasValue(NOTE);

        centre.jackfield().kill();
        assertThat(first.at("connection-status")).hasAttribute("data-state", "lost");
        assertThat(first.at("notice")).isVisible();
        second.talking().getByTestId("notes").fill(NOTE + "!");
        centre.jackfield().restart();
        assertThat(first.at("connection-status")).hasAttribute("data-state", "open");
        assertThat(second.at("connection-status")).hasAttribute("data-state", "open");
        assertThat(first.talking()).hasCount(1);
        assertThat(first.talking().getByTestId("notes")).hasValue(NOTE + "!");
        assertThat(second.at("notes-status")).hasAttribute("data-status", "saved");
        assertThat(first.ringing()).hasCount(0);
        assertEquals(1, first.notifications() + second.notifications());

        first.page().close();
        customer.hangUp();
        phone.await(ENDED);
        assertThat(second.finished().getByTestId("notes")).hasValue(NOTE + "!");
    }

    @Test
    void severalRecordsAreChosenFromOnceAndNoRecordOffersANewOne() {
        AgentsPage carol = centre.logIn("carol", "agent");
        AgentsPage otherTab = carol.anotherTab();
        Dialog shared = centre.floor().carrier().call(Floor.ddi("1003"), new Caller(CallCentre.SHARED, ""));
        Dialog phone = centre.floor().phone("1003").nextCall().ring();
        assertThat(carol.ringing().getByTestId("match")).hasCount(2);
        assertThat(carol.ringing().getByTestId("match-reason").first()).containsText("+84 28 3888 0199");
        carol.picture("chooser");
        carol.at("choose-record").nth(1).click();
        assertThat(carol.ringing().getByTestId("match")).hasCount(1);
        assertThat(otherTab.ringing().getByTestId("match")).hasCount(1);
        String chosen = carol.ringing().getByTestId("pop-name").textContent();
        phone.answer();
        shared.await(CONNECTED);
        carol.page().reload();
        assertThat(carol.talking().getByTestId("pop-name")).hasText(chosen);
        assertThat(carol.talking().getByTestId("choose-record")).hasCount(0);
        shared.hangUp();
        phone.await(ENDED);

        centre.floor().carrier().call(Floor.ddi("1003"), new Caller(CallCentre.STRANGER, "Marie"));
        Dialog next = centre.floor().phone("1003").nextCall().ring();
        assertThat(carol.ringing().getByTestId("new-contact").locator("a"))
                .hasAttribute("href", "https://crm.example.org/new?phone=%2B33142685300&name=Marie");
        next.hangUp();
    }
}
