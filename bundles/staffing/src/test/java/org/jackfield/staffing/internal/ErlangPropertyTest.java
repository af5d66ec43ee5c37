package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must hold whatever the numbers. */
class ErlangPropertyTest {
    private static final int TRIES = 500;

    private final Random random = new Random(20261125);

    @Test
    void moreAgentsNeverMakeTheServiceWorse() {
        for (int i = 0; i < TRIES; i++) {
            Traffic traffic = traffic();
            int agents = agents(traffic);
            double patience = 20 + random.nextInt(600);
            ErlangA few = new ErlangA(traffic, agents, patience);
            ErlangA more = new ErlangA(traffic, agents + 1, patience);
            assertTrue(more.serviceLevel(20) >= few.serviceLevel(20) - 1e-12, () -> traffic + " " + agents);
            assertTrue(more.abandoned() <= few.abandoned() + 1e-12, () -> traffic + " " + agents);
            assertTrue(
                    new ErlangC(traffic, agents + 1).serviceLevel(20)
                            >= new ErlangC(traffic, agents).serviceLevel(20) - 1e-12,
                    () -> traffic + " " + agents);
        }
    }

    @Test
    void withPatienceWithoutEndErlangATendsToErlangC() {
        for (int i = 0; i < TRIES; i++) {
            Traffic traffic = traffic();
            int agents = (int) Math.ceil(traffic.erlangs() * 1.1) + 1;
            ErlangA patient = new ErlangA(traffic, agents, 1e10);
            ErlangC forEver = new ErlangC(traffic, agents);
            assertEquals(forEver.waits(), patient.waits(), 1e-5, traffic::toString);
            assertEquals(forEver.serviceLevel(30), patient.serviceLevel(30), 1e-5, traffic::toString);
        }
    }

    @Test
    void sharesAreSharesAndNobodyIsCountedTwice() {
        for (int i = 0; i < TRIES; i++) {
            Traffic traffic = traffic();
            ErlangA model = new ErlangA(traffic, agents(traffic), 5 + random.nextInt(900));
            double left = model.abandonedWithin(1e6);
            assertEquals(model.abandoned(), left, 1e-9, traffic::toString);
            assertEquals(1, model.serviceLevel(1e6) + left, 1e-9, "in the end everybody was answered or has left");
            assertTrue(model.occupancy() <= 1 && model.waits() <= 1);
        }
    }

    @Test
    void anOverloadOfHundredsOfOrdersHasAnAnswer() {
        ErlangA flooded = new ErlangA(new Traffic(50, 300), 5000, 600);
        assertEquals(1, flooded.occupancy(), 1e-9);
        assertEquals(1 - 5000 / 15000.0, flooded.abandoned(), 1e-9);
        assertEquals(0, flooded.serviceLevel(20), 1e-9);
    }

    private Traffic traffic() {
        return Traffic.hourly(1 + random.nextInt(3000), 20 + random.nextInt(600));
    }

    private int agents(Traffic traffic) {
        return Math.max(1, (int) (traffic.erlangs() * (0.6 + random.nextDouble())));
    }
}
