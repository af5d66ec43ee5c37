package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Connection;
import org.jackfield.api.health.Status;
import org.jackfield.testkit.pbx.Flood;
import org.junit.jupiter.api.Test;

/** Calls in the middle of as many events of a busy dialplan as the link can read. */
class StormTest {
    private static final int CALLS = 40;
    private static final long TALK_MS = 1_500;

    @Test
    void everyCallIsRightThoughTheDialplanNeverStopsTalking() throws Exception {
        try (SimulatedPbx pbx = new SimulatedPbx("jackfield", "x");
                Flood flood = new Flood(pbx.port());
                House house = new House()) {
            AsteriskLink link = new AsteriskLink(
                    "asterisk~main", new LinkTest.Config(flood.port(), 4_000), house.sink(), House::isLine);
            try {
                House.until(10_000, () -> house.status().state() == Status.State.UP);
                flood.rain(true);
                for (int call = 0; call < CALLS; call++) {
                    pbx.order(
                            "From: " + customer(call) + "\nTo: " + (1001 + call) + "\nRings: 100\nTalkMs: " + TALK_MS);
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
                House.until(20_000, () -> ended(house).size() == CALLS);
                flood.rain(false);
                House.until(10_000, () -> counter(house, "skippedVarSet") >= flood.events() / 2);
                house.settle();
                List<Call> ended = ended(house);
                assertEquals(
                        IntStream.range(0, CALLS).mapToObj(StormTest::customer).toList(),
                        ended.stream()
                                .map(c -> c.caller().number().orElse(""))
                                .sorted()
                                .toList());
                ended.forEach(StormTest::talkedAsLong);
                assertEquals(0, counter(house, "overrun"), "the link held");
                assertEquals(0, counter(house, "reconciled"), "no event that mattered was let go");
                System.out.printf(
                        "Storm: %,d events, %,d VarSet never read, %,d Newexten let go%n",
                        flood.events(), counter(house, "skippedVarSet"), counter(house, "shedNewexten"));
            } finally {
                link.close();
            }
        }
    }

    private static String customer(int call) {
        return "+1202555" + (1000 + call);
    }

    private static void talkedAsLong(Call call) {
        Connection agent = call.connections().get(1);
        assertTrue(
                Math.abs(agent.connectedMs() - TALK_MS) < 1_000,
                call.caller().number() + " talked for " + agent.connectedMs() + " ms");
    }

    private static List<Call> ended(House house) {
        Map<String, Call> last = new TreeMap<>();
        house.told().forEach(told -> last.put(told.call().id(), told.call()));
        return last.values().stream()
                .filter(call -> call.state() == CallState.ENDED)
                .toList();
    }

    private static long counter(House house, String name) {
        return house.status().counters().getOrDefault(name, 0L);
    }
}
