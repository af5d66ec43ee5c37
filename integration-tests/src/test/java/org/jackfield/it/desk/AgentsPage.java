package org.jackfield.it.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.jackfield.it.harness.Browser;

/** The agents' page as a person uses it: what is said here is what hands and eyes do. */
final class AgentsPage {

    /** Counts what the page would show on the desktop, since nobody can look there. */
    private static final String COUNT_NOTIFICATIONS = """
        window.notified = [];
        window.Notification = class {
          static permission = 'granted';
          static requestPermission = async () => 'granted';
          constructor(title) { window.notified.push(title); }
          close() {}
        };
        localStorage.setItem('jackfield.alerts', JSON.stringify({sound: true, notification: true}));
        """;

    private static final List<int[]> SIZES =
            List.of(new int[] {320, 900}, new int[] {1280, 800}, new int[] {1920, 1080});

    private final Page page;

    private AgentsPage(Page page) {
        this.page = page;
    }

    /** Logs in by name and password, as at the start of a day. */
    static AgentsPage logIn(Browser browser, String address, String user, String password) {
        Page page = browser.page(address + "/login");
        page.context().addInitScript(COUNT_NOTIFICATIONS);
        page.getByTestId("login-user").fill(user);
        page.getByTestId("login-password").fill(password);
        page.getByTestId("login-button").click();
        assertThat(page.getByTestId("connection-status")).hasAttribute("data-state", "open");
        return new AgentsPage(page);
    }

    /** Another tab of the same person. */
    AgentsPage anotherTab() {
        BrowserContext person = page.context();
        Page tab = person.newPage();
        tab.navigate(page.url());
        assertThat(tab.getByTestId("connection-status")).hasAttribute("data-state", "open");
        return new AgentsPage(tab);
    }

    Page page() {
        return page;
    }

    Locator at(String testId) {
        return page.getByTestId(testId);
    }

    Locator ringing() {
        return at("ringing-call");
    }

    Locator talking() {
        return page.locator("[data-testid=live-call][data-phase=talking]");
    }

    Locator finished() {
        return at("finished-call").first();
    }

    void choose(String state, String reason) {
        at("agent-state").click();
        page.locator("[data-testid=agent-state-option][data-state=" + state + "][data-reason='" + reason + "']")
                .click();
        assertThat(at("agent-state")).hasAttribute("data-state", state);
    }

    /** Presses a key together with Alt. */
    void press(String key) {
        page.keyboard().press("Alt+" + key);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    void perform(Locator card, String service) {
        card.locator("[data-service=" + service + "]").click();
    }

    void open(String view) {
        page.navigate(page.url().replaceAll("#.*", "") + "#/" + view);
    }

    int notifications() {
        return ((Number) page.evaluate("window.notified.length")).intValue();
    }

    /** How often it sounded. */
    int sounded() {
        return ((Number) page.evaluate("Number(document.documentElement.dataset.rang ?? 0)")).intValue();
    }

    /** Keeps pictures in every size, light and dark, for a person to look at; nothing may stand out at the side. */
    void picture(String name) {
        for (int[] size : SIZES) {
            page.setViewportSize(size[0], size[1]);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                Browser.screenshot(
                        page,
                        "desk/" + name + "-" + size[0] + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
            }
            page.waitForFunction("document.documentElement.scrollWidth <= innerWidth");
        }
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    void speak(String language) {
        at("user-menu").click();
        page.locator("[data-testid=language][data-language=" + language + "]").click();
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }

    void logOut() {
        at("user-menu").click();
        at("log-out").click();
        assertThat(page.getByRole(AriaRole.BUTTON).first()).isVisible();
        assertThat(at("login-form")).isVisible();
    }
}
