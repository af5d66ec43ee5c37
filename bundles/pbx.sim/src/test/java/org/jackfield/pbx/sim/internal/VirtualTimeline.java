package org.jackfield.pbx.sim.internal;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jackfield.pbx.sim.internal.pbx.Timeline;

/** Time that passes only when a test lets it. */
final class VirtualTimeline implements Timeline {
    private record Step(long dueMicros, long number, Runnable work) {}

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::dueMicros).thenComparingLong(Step::number));
    private long nowMicros = 1_795_329_719_000_000L;
    private long number;

    /** How long it takes to look at the clock, on a machine that is not infinitely fast. */
    long lookMicros;

    @Override
    public long micros() {
        nowMicros += lookMicros;
        return nowMicros;
    }

    @Override
    public Timer after(long delayMs, Runnable work) {
        Step step = new Step(nowMicros + delayMs * 1000, number++, work);
        steps.add(step);
        return () -> steps.remove(step);
    }

    /** Lets so much time pass. */
    void run(long millis) {
        long end = nowMicros + millis * 1000;
        while (nowMicros <= end && !steps.isEmpty() && steps.peek().dueMicros() <= end) {
            Step step = steps.poll();
            nowMicros = Math.max(nowMicros, step.dueMicros());
            step.work().run();
        }
        nowMicros = Math.max(nowMicros, end);
    }
}
