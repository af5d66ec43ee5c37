package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The models against call centres that are played call by call. The seeds are fixed, so a pass stays a pass. */
class ErlangSimulationTest {
    private static final int BATCHES = 60;
    private static final int CALLS_A_BATCH = 20_000;
    private static final double WITHIN = 20;

    @ParameterizedTest
    @CsvSource({"120, 180, 6, 90", "120, 180, 8, 240", "600, 240, 38, 60", "600, 240, 45, 300", "30, 300, 2, 120"})
    void theSimulatedCallCentreAgreesWithinFourStandardErrors(double calls, double aht, int agents, double patience) {
        Traffic traffic = Traffic.hourly(calls, aht);
        ErlangA model = new ErlangA(traffic, agents, patience);
        Floor floor = new Floor(traffic, agents, patience, new Random(agents * 7919L + (long) patience));
        floor.play(CALLS_A_BATCH); // until nothing is left of the empty start
        Means waits = new Means();
        Means abandoned = new Means();
        Means inTime = new Means();
        Means wait = new Means();
        for (int batch = 0; batch < BATCHES; batch++) {
            Floor.Tally tally = floor.play(CALLS_A_BATCH);
            waits.add(tally.waited / (double) CALLS_A_BATCH);
            abandoned.add(tally.left / (double) CALLS_A_BATCH);
            inTime.add(tally.inTime / (double) CALLS_A_BATCH);
            wait.add(tally.seconds / CALLS_A_BATCH);
        }
        waits.agrees("waits", model.waits());
        abandoned.agrees("abandoned", model.abandoned());
        inTime.agrees("service level", model.serviceLevel(WITHIN));
        wait.agrees("average wait", model.averageWait());
    }

    @Test
    void asManyPeopleWaitOnAverageAsComeDuringAWait() {
        Traffic traffic = Traffic.hourly(200, 200);
        Floor floor = new Floor(traffic, 11, 120, new Random(4));
        double before = floor.now;
        Floor.Tally tally = floor.play(BATCHES * CALLS_A_BATCH);
        double waiting = tally.seconds / (floor.now - before);
        double law = traffic.callsPerSecond() * new ErlangA(traffic, 11, 120).averageWait();
        assertTrue(
                Math.abs(waiting - law) < 0.02 * law, () -> "Little's law says " + law + " and " + waiting + " wait");
    }

    /** Means of independent batches. */
    private static final class Means {
        private double sum;
        private double squares;
        private int batches;

        void add(double mean) {
            sum += mean;
            squares += mean * mean;
            batches++;
        }

        void agrees(String what, double model) {
            double mean = sum / batches;
            double error = Math.sqrt((squares / batches - mean * mean) / (batches - 1));
            assertTrue(
                    Math.abs(mean - model) <= 4 * error,
                    () -> what + ": model " + model + ", simulated " + mean + " with a standard error of " + error);
        }
    }

    /** First come, first served; whoever loses patience leaves. */
    private static final class Floor {
        private record Waiting(double since, double patience) {}

        private static final class Tally {
            private int waited;
            private int left;
            private int inTime;
            private double seconds;
        }

        private final Traffic traffic;
        private final double patience;
        private final Random random;
        private final PriorityQueue<Double> freeAt = new PriorityQueue<>();
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private double now;

        Floor(Traffic traffic, int agents, double patience, Random random) {
            this.traffic = traffic;
            this.patience = patience;
            this.random = random;
            for (int i = 0; i < agents; i++) {
                freeAt.add(0.0);
            }
        }

        Tally play(int calls) {
            Tally tally = new Tally();
            for (int call = 0; call < calls; call++) {
                now += exponential(1 / traffic.callsPerSecond());
                serve(now, tally);
                queue.add(new Waiting(now, exponential(patience)));
                serve(now, tally);
            }
            return tally;
        }

        /** Gives agents who have become free by then to who waits. */
        private void serve(double until, Tally tally) {
            while (!queue.isEmpty()) {
                Waiting first = queue.peek();
                double start = Math.max(freeAt.peek(), first.since);
                if (first.since + first.patience <= start && first.since + first.patience <= until) {
                    queue.remove();
                    tally.left++;
                    tally.waited++;
                    tally.seconds += first.patience;
                } else if (start <= until) {
                    queue.remove();
                    freeAt.remove();
                    freeAt.add(start + exponential(traffic.handlingSeconds()));
                    double wait = start - first.since;
                    tally.waited += wait > 0 ? 1 : 0;
                    tally.inTime += wait <= WITHIN ? 1 : 0;
                    tally.seconds += wait;
                } else {
                    return;
                }
            }
        }

        private double exponential(double mean) {
            return -mean * Math.log(1 - random.nextDouble());
        }
    }
}
