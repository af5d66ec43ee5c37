package org.jackfield.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import org.jackfield.it.harness.Browser;
import org.jackfield.it.harness.Demo;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.junit.jupiter.api.Test;

/** What a visitor sees: start the demo, follow the link, and calls come in. */
@Needs({RealPart.DISTRIBUTION, RealPart.CHROMIUM})
class DemoIT {

    private static final Duration FIRST_POP = Duration.ofSeconds(20);

    @Test
    void callPopsSoonAfterFollowingTheLink() {
        try (Demo demo = Demo.start();
                Browser browser = new Browser()) {
            Page desk = browser.page(demo.loginLink());
            Locator name = desk.getByTestId("pop-name").first();
            assertThat(name).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(FIRST_POP.toMillis()));
            Browser.screenshot(desk, "demo-pop");
        }
    }
}
