package org.jackfield.api.staffing;

import java.time.Duration;

/**
 * What so many agents make of a demand. Shares are between 0 and 1.
 *
 * @param occupancy of the agents' time
 * @param serviceLevel of all calls, answered within the asked time
 * @param abandoned of all calls; 0 where nobody loses patience
 * @param averageWait over all calls; a year when the queue would grow without end
 */
public record Outlook(int agents, double occupancy, double serviceLevel, double abandoned, Duration averageWait) {}
