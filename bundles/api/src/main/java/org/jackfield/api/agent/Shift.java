package org.jackfield.api.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * The time somebody was at work, from clocking in to clocking out. Neither a lost device nor a restart ends it.
 *
 * @param startedAt where it was clocked in: a device's id, or {@code page}
 * @param endedAt where it was clocked out
 * @param end empty while it lasts
 */
public record Shift(
        String tenant,
        String agent,
        Instant start,
        String startedAt,
        Optional<Instant> end,
        Optional<String> endedAt) {}
