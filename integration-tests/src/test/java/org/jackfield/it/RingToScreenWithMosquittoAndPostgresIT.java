package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.time.Duration;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.DeskPhone;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Mosquitto;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.Ports;
import org.jackfield.it.harness.Postgres;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;

/** Ring to screen with an existing broker and database: only {@code etc/*.cfg} differs. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK, RealPart.CHROMIUM, RealPart.MOSQUITTO, RealPart.POSTGRESQL})
class RingToScreenWithMosquittoAndPostgresIT extends RingToScreen {

    private Mosquitto broker;
    private Postgres database;

    @Override
    void furnish(Setup setup) {
        broker = new Mosquitto("desk-1001");
        database = new Postgres();
        setup.mosquitto(broker).postgres(database);
    }

    @Override
    DeskPhone connect(Jackfield server, String id, String line) {
        server.deviceSecret(id, line); // the server knows which line it serves; Mosquitto has its own password for it
        return new DeskPhone(broker.port(), id, broker.secret(), line);
    }

    @Override
    void assertStored(Jackfield server, String callId) {
        Await.until(Duration.ofSeconds(5), "the call is in PostgreSQL", () -> database.query(
                        "SELECT count(*) FROM calls WHERE id = '" + callId + "'")
                .equals("1"));
        assertFalse(Files.exists(server.home().resolve("data/db")), "H2 was used, too");
        assertFalse(Ports.open(server.brokerPort()), "the embedded broker runs, too");
    }

    @Override
    void takeAway() {
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
