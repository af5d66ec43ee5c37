package org.jackfield.api.staffing;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Erlang's answers: C where nobody loses patience, A where people do. For one group of agents that all answer all of
 * these calls. Pure arithmetic on the caller's thread; thread-safe.
 */
@ProviderType
public interface Staffing {
    /**
     * What so many agents make of it.
     *
     * @param agents at work, 1 to 10,000
     * @param within the time that the service level is about
     */
    Outlook outlook(Demand demand, int agents, Duration within);

    /**
     * The fewest agents that reach the goal.
     *
     * @throws IllegalArgumentException if 10,000 agents are not enough
     */
    Outlook fewest(Demand demand, Goal goal);

    /**
     * How many people to roster so that so many are at work.
     *
     * @param shrinkage share of paid time that is leave, breaks, training and illness, from 0 to below 1
     */
    int rostered(int agents, double shrinkage);

    /**
     * What the labour of one call costs, in the unit of the wage.
     *
     * @param hourlyWage of one agent
     * @param occupancy of an agent's time at work, above 0 and at most 1
     */
    double costPerCall(double hourlyWage, Duration handling, double occupancy, double shrinkage);
}
