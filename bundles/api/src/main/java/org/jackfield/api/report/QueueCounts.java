package org.jackfield.api.report;

import java.time.Instant;

/**
 * What happened to the calls that entered a queue in an interval. Counts alone: every ratio is made when it is read.
 *
 * @param from start of the interval, by which a call entered
 * @param answered waits of the calls an agent answered
 * @param abandoned waits of the calls whose caller hung up
 * @param overflowed calls that left for another destination, by time or by choice of the PBX
 * @param callbacks calls that were promised to be called back
 * @param ringsUnanswered times a phone rang for these calls and nobody took it (RONA)
 * @param transfers made of these calls after they were answered
 * @param talkMs of all agents with these calls
 * @param holdMs of all agents with these calls
 */
public record QueueCounts(
        String queue,
        Instant from,
        Waits answered,
        Waits abandoned,
        int overflowed,
        int callbacks,
        int ringsUnanswered,
        int transfers,
        long talkMs,
        long holdMs) {

    /** A quiet interval. */
    public static QueueCounts none(String queue, Instant from) {
        return new QueueCounts(queue, from, Waits.NONE, Waits.NONE, 0, 0, 0, 0, 0, 0);
    }

    /** Both together, under this one's queue and start. */
    public QueueCounts plus(QueueCounts other) {
        return new QueueCounts(
                queue,
                from,
                answered.plus(other.answered),
                abandoned.plus(other.abandoned),
                overflowed + other.overflowed,
                callbacks + other.callbacks,
                ringsUnanswered + other.ringsUnanswered,
                transfers + other.transfers,
                talkMs + other.talkMs,
                holdMs + other.holdMs);
    }

    /** All calls that entered. */
    public int offered() {
        return answered.count() + abandoned.count() + overflowed + callbacks;
    }
}
