package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jackfield.api.call.Call;
import org.jackfield.api.event.CallEventType;
import org.junit.jupiter.api.Test;

/** Events that are lost, come twice or change places, while the link is up all the time. */
class LossyStreamTest {
    private static final int CALLS = 60;
    private static final long SEED = 20_261_125;

    @Test
    void whatIsShownIsWhatIsThereAgainWithinTenSecondsAndEveryCallEndsOnce() throws Exception {
        Random random = new Random(SEED);
        try (SimulatedPbx pbx = new SimulatedPbx("jackfield", "x");
                LossyWire wire = new LossyWire(pbx.port(), 1, SEED);
                House house = new House()) {
            AsteriskLink link = new AsteriskLink(
                    "asterisk~main", new LinkTest.Config(wire.port(), 4_000), house.sink(), House::isLine);
            try {
                House.until(5_000, () -> house.status().state() == org.jackfield.api.health.Status.State.UP);
                for (int call = 0; call < CALLS; call++) {
                    boolean stays = call % 6 == 0;
                    pbx.order("From: +1202555" + (1000 + call) + "\nTo: " + (1001 + call) + "\nRings: "
                            + (50 + random.nextInt(300)) + "\nTalkMs: "
                            + (stays ? 600_000 : 200 + random.nextInt(2_500)));
                    // The pace at which customers call, not a wait for anything.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(120)));
                }
                Set<String> there = new HashSet<>();
                for (int call = 0; call < CALLS; call += 6) {
                    there.add("+1202555" + (1000 + call) + " connected");
                }
                House.until(10_000 + 3_000, () -> shown(house).equals(there));
                assertTrue(wire.spoilt > 20, wire.spoilt + " events were spoilt");
                assertTrue(house.status().counters().getOrDefault("reconciled", 0L) > 0, "no event that mattered");
                house.settle();
                endedOnce(house);
            } finally {
                link.close();
            }
        }
    }

    private static Set<String> shown(House house) {
        return house.active().stream()
                .map(call ->
                        call.caller().number().orElse("?") + " " + call.state().word())
                .collect(Collectors.toSet());
    }

    private static void endedOnce(House house) {
        List<String> ended = house.told().stream()
                .filter(told -> told.event() == CallEventType.CALL_CLEARED)
                .map(told -> told.call())
                .map(Call::id)
                .toList();
        assertEquals(Set.copyOf(ended).size(), ended.size());
        assertTrue(ended.size() >= CALLS * 5 / 6 - 3, ended.size() + " calls ended");
    }
}
