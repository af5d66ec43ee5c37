package org.jackfield.api.control;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a link was not there.
 *
 * @param filledIn how many calls that began and ended in it were filled in from the PBX's own records; empty when there
 *     was nothing to read, so that nobody knows
 * @param source the records that were read, or why there were none
 */
public record MissedWindow(String link, Instant from, Instant to, Optional<Integer> filledIn, String source) {}
