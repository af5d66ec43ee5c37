package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.jackfield.it.harness.DeskPhone;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;

/** Ring to screen as shipped: the embedded broker and H2. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK, RealPart.CHROMIUM})
class RingToScreenIT extends RingToScreen {

    @Override
    void furnish(Setup setup) {
        // nothing: this is the setup as it comes
    }

    @Override
    DeskPhone connect(Jackfield server, String id, String line) {
        return new DeskPhone(server.brokerPort(), id, server.deviceSecret(id, line), line);
    }

    @Override
    void assertStored(Jackfield server, String callId) {
        assertTrue(Files.exists(server.home().resolve("data/db/jackfield.mv.db")));
    }

    @Override
    void takeAway() {
        // nothing was brought
    }
}
