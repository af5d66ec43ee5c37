package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.TestDesk;
import org.jackfield.it.sip.CallFacts;
import org.jackfield.it.sip.Dialog;
import org.junit.jupiter.api.Test;

/** A server that loses its power. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
class KilledServerIT {

    @Test
    void endedCallIsStillThereAfterTheServerWasKilled() {
        try (Floor floor = new Floor();
                Jackfield jackfield = Jackfield.start("killed", TestDesk.setup(floor))) {
            Dialog customer = floor.customerCalls(Floor.ddi("1001"));
            Dialog phone = floor.answerAt("1001", Duration.ofMillis(300));
            phone.hangUp();
            customer.await(CallFacts.State.ENDED);
            Await.until(
                    Duration.ofSeconds(5),
                    "the call is listed",
                    () -> lastCall(jackfield).path("state").asText().equals("ended"));
            String id = lastCall(jackfield).path("id").asText();

            jackfield.kill();
            jackfield.restart();

            assertEquals(
                    "1001",
                    jackfield
                            .as("admin")
                            .get("/calls/" + id)
                            .orFail()
                            .at("/answeredBy/line")
                            .asText());
        }
    }

    private static JsonNode lastCall(Jackfield jackfield) {
        return jackfield.as("admin").get("/calls?state=ended&limit=1").orFail().at("/items/0");
    }
}
