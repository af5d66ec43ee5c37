package org.jackfield.api.event;

import java.time.Instant;

/**
 * A fact at its place in the log.
 *
 * @param at when it was appended, by this server's clock
 */
public record Event(Position position, String tenant, Instant at, Fact fact) {}
