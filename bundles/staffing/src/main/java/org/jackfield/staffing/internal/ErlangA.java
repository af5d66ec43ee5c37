package org.jackfield.staffing.internal;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;

/**
 * Agents before a queue that people leave when their patience ends (M/M/n+M, exact). The chain of states gives who
 * waits and who leaves; the density of the wait that an arriving call is offered (Mandelbaum and Zeltyn, "Service
 * engineering in action: the Palm/Erlang-A queue", 2007) gives what happens within a time. Everything is a sum of
 * positive terms, so that small shares keep their digits. Immutable.
 */
final class ErlangA {
    private static final double NEGLIGIBLE = Math.log(1e-20);
    private static final int POINTS = 16;
    private static final double RELATIVE = 1e-11;
    private static final double ABSOLUTE = 1e-300;
    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 64;
    private static final int MOST_POINTS = 1_000_000;

    private final Traffic traffic;
    private final int agents;
    private final double leaving;
    private final double logAllBusy;
    private final double waits;
    private final double queue;

    /**
     * Works the states out.
     *
     * @param agents 1 or more
     * @param patienceSeconds mean time after which somebody who waits hangs up, above 0
     */
    ErlangA(Traffic traffic, int agents, double patienceSeconds) {
        Agents.require(agents);
        if (!(patienceSeconds > 0) || Double.isInfinite(patienceSeconds)) {
            throw new IllegalArgumentException("The patience must be above 0 s, not " + patienceSeconds);
        }
        this.traffic = traffic;
        this.agents = agents;
        this.leaving = 1 / patienceSeconds;
        States states = States.of(traffic, agents, leaving);
        this.logAllBusy = states.logAllBusy;
        this.waits = Math.min(1, states.waiting);
        this.queue = states.queue;
    }

    /** The share of calls that wait at all. */
    double waits() {
        return waits;
    }

    /** The share of calls whose caller hangs up waiting. */
    double abandoned() {
        return leaving * averageWait();
    }

    /** Mean time in the queue in seconds, over all calls, answered or not. */
    double averageWait() {
        return traffic.callsPerSecond() == 0 ? 0 : queue / traffic.callsPerSecond();
    }

    /** The share of their time the agents are busy. */
    double occupancy() {
        return Math.min(1, traffic.erlangs() * (1 - abandoned()) / agents);
    }

    /** The share of all calls that are answered within so many seconds. */
    double serviceLevel(double seconds) {
        return (1 - waits) + until(seconds, offered -> Math.exp(-leaving * offered) * density(offered));
    }

    /** The share of all calls whose caller hangs up within so many seconds. */
    double abandonedWithin(double seconds) {
        double leftBeforeOffer = until(seconds, offered -> -Math.expm1(-leaving * offered) * density(offered));
        double offeredLater = waits - until(seconds, this::density);
        return leftBeforeOffer - Math.expm1(-leaving * seconds) * Math.max(0, offeredLater);
    }

    /** How likely an arriving call would wait so long, if its caller had patience without end. */
    private double density(double seconds) {
        double patient = -Math.expm1(-leaving * seconds) / leaving;
        double all = agents * traffic.serviceRate();
        return all * Math.exp(logAllBusy + traffic.callsPerSecond() * patient - all * seconds);
    }

    /**
     * Panels that double in length, the first as long as it takes until an agent is free: no peak lies between two
     * points.
     */
    private double until(double seconds, UnivariateFunction function) {
        double sum = 0;
        double from = 0;
        double to = traffic.handlingSeconds() / agents;
        while (from < seconds && traffic.callsPerSecond() > 0) {
            sum += new IterativeLegendreGaussIntegrator(POINTS, RELATIVE, ABSOLUTE, FEWEST_STEPS, MOST_STEPS)
                    .integrate(MOST_POINTS, function, from, Math.min(seconds, to));
            from = to;
            to *= 2;
        }
        return sum;
    }

    /**
     * The stationary chain: n agents busy and k people waiting. Kept as logarithms, since an overload spans hundreds of
     * orders.
     */
    private record States(double logAllBusy, double waiting, double queue) {
        static States of(Traffic traffic, int agents, double leaving) {
            if (traffic.callsPerSecond() == 0) {
                return new States(Double.NEGATIVE_INFINITY, 0, 0);
            }
            double arrivals = Math.log(traffic.callsPerSecond());
            LogSum idle = new LogSum();
            double weight = 0;
            for (int busy = agents; busy > 0; busy--) {
                weight += Math.log(busy * traffic.serviceRate()) - arrivals;
                idle.add(weight, 1);
            }
            LogSum waiting = new LogSum();
            LogSum queue = new LogSum();
            weight = 0;
            for (int people = 0; people == 0 || weight > waiting.log() + NEGLIGIBLE; people++) {
                waiting.add(weight, 1);
                queue.add(weight, people);
                weight += arrivals - Math.log(agents * traffic.serviceRate() + (people + 1) * leaving);
            }
            LogSum all = new LogSum();
            all.add(idle.log(), 1);
            all.add(waiting.log(), 1);
            return new States(-all.log(), Math.exp(waiting.log() - all.log()), Math.exp(queue.log() - all.log()));
        }
    }
}
