package org.jackfield.it.device;

import static org.jackfield.it.device.DeviceDesk.SOON;
import static org.jackfield.it.device.DeviceDesk.atLine;
import static org.jackfield.it.device.DeviceDesk.done;

import java.time.Duration;
import java.util.Optional;
import org.jackfield.device.sim.internal.Gadget;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Floor;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.TestDesk;
import org.junit.jupiter.api.Test;

/** What is chosen at a device reaches the queues of a real Asterisk. */
@Needs({RealPart.DISTRIBUTION, RealPart.ASTERISK})
class DeviceAtRealPbxIT {
    @Test
    void lunchAtADevicePausesTheQueueWithItsReasonAndReadyResumes() {
        try (Floor floor = new Floor();
                BrokerUnderTest broker = BrokerUnderTest.embedded();
                Jackfield server = Jackfield.start("DeviceAtRealPbx", TestDesk.setup(floor))) {
            server.awaitUp("link asterisk~main");
            server.as("alice").put("/agents/me/state", "{\"state\":\"ready\"}").orFail();
            try (DeviceDesk desk = new DeviceDesk(server, broker)) {
                desk.enrol("desk-1001", atLine("1001"));
                Gadget phone = desk.device("desk-1001", "deskphone", 5);
                desk.told();

                done(phone.event("presence-request", "\"state\":\"notReady\",\"reason\":\"lunch\""));
                desk.awaitTold(SOON, "notReady lunch (chosen by alice)");
                awaitMember(floor, "paused:lunch");
                done(phone.event("presence-request", "\"state\":\"ready\""));
                desk.awaitTold(SOON, "ready (chosen by alice)");
                awaitMember(floor, "");
                System.out.println(
                        "real Asterisk | notReady at a device pauses the member with the reason, ready resumes");
            }
        }
    }

    /** @param pause how the queue shows 1001's pause; empty for none */
    private static void awaitMember(Floor floor, String pause) {
        Await.until(Duration.ofSeconds(8), "the queue shows 1001 '" + pause + "'", () -> {
            Optional<String> member = floor.pbx()
                    .cli("queue show support")
                    .lines()
                    .filter(line -> line.contains("PJSIP/1001"))
                    .findFirst();
            return member.filter(line -> pause.isEmpty() ? !line.contains("paused") : line.contains(pause))
                    .isPresent();
        });
    }
}
