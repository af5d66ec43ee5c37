package org.jackfield.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often numbers outside are dialled for one line: whoever steals a log-in dials as fast as it goes. Time comes in.
 * Thread-safe.
 */
final class DialRate {
    private static final Logger LOG = LoggerFactory.getLogger(DialRate.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Beyond so many lines those that have not dialled for an hour are forgotten. */
    private static final int MANY = 1_000;

    /** When numbers were dialled, oldest first, and whether a refusal was logged since. */
    private static final class Dialled {
        private final ArrayDeque<Instant> times = new ArrayDeque<>();
        private boolean said;

        long since(Instant from) {
            return times.stream().filter(time -> time.isAfter(from)).count();
        }
    }

    private final int perMinute;
    private final int perHour;
    private final Map<LineRef, Dialled> byLine = new HashMap<>();

    DialRate(int perMinute, int perHour) {
        this.perMinute = perMinute;
        this.perHour = perHour;
    }

    /** Counts one more. Fails with {@link Refused}, and counts nothing, when it would be too many. */
    synchronized void dial(LineRef line, Instant now) {
        if (byLine.size() > MANY) {
            byLine.values().removeIf(old -> old.since(now.minus(HOUR)) == 0);
        }
        Dialled dialled = byLine.computeIfAbsent(line, l -> new Dialled());
        while (!dialled.times.isEmpty() && !dialled.times.peek().isAfter(now.minus(HOUR))) {
            dialled.times.poll();
        }
        if (dialled.since(now.minus(MINUTE)) >= perMinute) {
            throw refused(dialled, line, perMinute + " numbers outside within a minute");
        }
        if (dialled.times.size() >= perHour) {
            throw refused(dialled, line, perHour + " numbers outside within an hour");
        }
        dialled.times.add(now);
        dialled.said = false;
    }

    private static Refused refused(Dialled dialled, LineRef line, String most) {
        String sentence =
                "Line " + line.line() + " has had " + most + " dialled, the most that is allowed; try again later";
        if (!dialled.said) {
            dialled.said = true;
            LOG.warn("{} ({})", sentence, line.link());
        }
        return new Refused(Why.TOO_MANY, sentence);
    }
}
