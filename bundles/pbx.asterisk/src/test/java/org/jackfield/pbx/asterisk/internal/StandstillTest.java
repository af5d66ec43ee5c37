package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.health.Status;
import org.junit.jupiter.api.Test;

/** A PBX whose process is stopped for a while and goes on, with everything it has to say at once. */
class StandstillTest {
    private static final long TALK_MS = 9_000;

    @Test
    void nobodyIsHungUpAndTheCallEndsAsItDid() throws Exception {
        try (SimulatedPbx pbx = new SimulatedPbx("jackfield", "x");
                House house = new House()) {
            AsteriskLink link = new AsteriskLink(
                    "asterisk~main", new LinkTest.Config(pbx.port(), 4_000), house.sink(), House::isLine);
            try {
                House.until(10_000, () -> house.status().state() == Status.State.UP);
                pbx.order("From: +12025550199\nTo: 1001\nRings: 100\nTalkMs: " + TALK_MS);
                House.until(5_000, () -> talks(house));
                long answered = System.nanoTime();
                pbx.freeze(true);
                House.until(4_000, () -> house.status().state() == Status.State.DOWN);
                assertTrue(talks(house), "the call is shown as it was known");
                LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos());
                pbx.freeze(false);
                House.until(10_000, () -> house.status().state() == Status.State.UP);
                assertTrue(talks(house), "and goes on");
                House.until(2 * TALK_MS, () -> house.active().isEmpty());
                long lasted = Duration.ofNanos(System.nanoTime() - answered).toMillis();
                house.settle();
                List<Call> over = house.told().stream()
                        .filter(told -> told.event() == CallEventType.CALL_CLEARED)
                        .map(told -> told.call())
                        .toList();
                assertEquals(1, over.size());
                assertEquals(Optional.of(Cause.NORMAL_CLEARING), over.get(0).cause());
                long talked = over.get(0).connections().get(1).connectedMs();
                assertTrue(Math.abs(talked - lasted) < 1_000, "talked for " + talked + " ms of " + lasted);
            } finally {
                link.close();
            }
        }
    }

    private static boolean talks(House house) {
        return house.active().stream().anyMatch(call -> call.state() == CallState.CONNECTED);
    }
}
