package org.jackfield.device.push.internal;

import java.util.Optional;
import org.jackfield.api.device.DeviceDriver.Display;

/** What a phone's small browser shows: who calls, as XML of its vendor. */
enum Screen {
    SNOM("<SnomIPPhoneText><Title>%s</Title><Text>%s</Text></SnomIPPhoneText>"),
    YEALINK("<YealinkIPPhoneTextScreen Beep=\"no\" Timeout=\"30\"><Title>%s</Title><Text>%s</Text>"
            + "</YealinkIPPhoneTextScreen>"),
    GRANDSTREAM("<Screen><IdleScreen><DisplayStr><DisplayStr>%s %s</DisplayStr></DisplayStr></IdleScreen></Screen>"),
    POLY("<PolycomIPPhone><Data priority=\"Important\"><h1>%s</h1><p>%s</p></Data></PolycomIPPhone>");

    private static final int LONGEST = 64;

    private final String form;

    Screen(String form) {
        this.form = form;
    }

    /** By the phone's own word, which is what its User-Agent begins with. */
    static Screen of(String userAgent) {
        String agent = userAgent.toLowerCase(java.util.Locale.ROOT);
        if (agent.contains("snom")) {
            return SNOM;
        }
        if (agent.contains("grandstream")) {
            return GRANDSTREAM;
        }
        return agent.contains("poly") ? POLY : YEALINK;
    }

    String xml(Optional<Display> shown) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + form.formatted(
                        text(shown.map(Display::first).orElse("Jackfield")),
                        text(shown.map(Display::second).orElse("")));
    }

    /** Hostile text as character data: nothing of it is markup, and no phone gets more than a line. */
    static String text(String hostile) {
        StringBuilder safe = new StringBuilder();
        hostile.codePoints()
                .filter(c -> c >= 0x20 && c != 0x7f && c < 0xd800 || c > 0xdfff && c < 0xfffe)
                .limit(LONGEST)
                .forEach(c -> {
                    switch (c) {
                        case '<' -> safe.append("&lt;");
                        case '>' -> safe.append("&gt;");
                        case '&' -> safe.append("&amp;");
                        case '"' -> safe.append("&quot;");
                        case '\'' -> safe.append("&#39;");
                        default -> safe.appendCodePoint(c);
                    }
                });
        return safe.toString();
    }
}
