package org.jackfield.api.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Which calls to count, and how finely.
 *
 * @param from inclusive
 * @param to exclusive; at most 400 days later
 * @param interval a day, or minutes that divide one; 30 minutes is what the trade uses
 * @param zone whose days these are; an interval begins at its wall clock's full interval
 */
public record ReportQuery(String tenant, Instant from, Instant to, Duration interval, ZoneId zone) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(400);

    public ReportQuery {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A report goes from a time to a later one, 400 days later at most, and not from " + from + " to "
                            + to);
        }
        long minutes = interval.toMinutes();
        if (minutes < 1 || !interval.equals(Duration.ofMinutes(minutes)) || DAY.toMinutes() % minutes != 0) {
            throw new IllegalArgumentException(
                    "An interval is a day or minutes that divide a day, for example 30, and not " + interval);
        }
    }

    /** The start of the interval a moment lies in. */
    public Instant start(Instant moment) {
        var local = moment.atZone(zone);
        long minutes = interval.toMinutes();
        long minute = local.getHour() * 60L + local.getMinute();
        // Down from the moment itself: where the clock goes back, the hour that comes twice keeps two starts.
        return local.minusMinutes(minute % minutes).withSecond(0).withNano(0).toInstant();
    }
}
