package org.jackfield.it.desk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.it.harness.AsteriskLab;
import org.jackfield.it.harness.Browser;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.TestDesk;

/** The real Asterisk, the packed product set up as an organisation would, and people with passwords at browsers. */
final class CallCentre implements AutoCloseable {

    /** Two records share this number. */
    static final String SHARED = "+842838880199";

    /** Nobody has this number. */
    static final String STRANGER = "+33142685300";

    /** A name made to break pages and spreadsheets. */
    static final String HOSTILE = "=1+1<img src=x onerror=window.pwned=1>\u202Eevil\u200B\u200D{{x}}${y}";

    private static final Pattern PASSWORD = Pattern.compile("has the password (\\S+)");
    private static final String CONTACTS = TestDesk.CONTACTS
            + "C-3,Trần Bình,Sông Hương Trading,+84 28 3888 0199\n"
            + "C-4,Nguyễn Lan,Sông Hương Trading,+84 28 3888 0199\n"
            + "C-5,\"" + HOSTILE.replace("\"", "\"\"") + "\"," + "ngăn".repeat(2500) + ",+49 30 2312 5114\n";

    private final Floor floor = new Floor();
    private final Jackfield jackfield;
    private final Browser browser = new Browser();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    CallCentre(String name) {
        floor.phone("1001").obeyRemoteControl();
        Setup setup = TestDesk.setup(floor)
                .asterisk(
                        "main",
                        floor.pbx().amiPort(),
                        AsteriskLab.TRUSTED_USER,
                        floor.pbx().secret(),
                        "1001")
                .contacts(CONTACTS)
                .file("org.jackfield.desk.cfg", """
                    dispositions = Solved, Call back, Wrong number
                    dispositionRequired = support
                    newContactUrl = https://crm.example.org/new?phone={number}&name={name}
                    """)
                .key(Setup.PRESENCE, "wrapUpMs", "90000");
        jackfield = Jackfield.start(name, setup);
        jackfield.awaitUp("link asterisk~main");
    }

    Floor floor() {
        return floor;
    }

    Jackfield jackfield() {
        return jackfield;
    }

    Browser browser() {
        return browser;
    }

    /** Somebody of that role comes in with name and password. */
    AgentsPage logIn(String user, String role) {
        String password = passwords.computeIfAbsent(user, name -> {
            Matcher said = PASSWORD.matcher(jackfield.shell("jackfield:user-create --role " + role + " " + name));
            if (!said.find()) {
                throw new AssertionError("The shell made no password for " + name);
            }
            return said.group(1);
        });
        return AgentsPage.logIn(browser, jackfield.address(), user, password);
    }

    @Override
    public void close() {
        browser.close();
        jackfield.close();
        floor.close();
    }
}
