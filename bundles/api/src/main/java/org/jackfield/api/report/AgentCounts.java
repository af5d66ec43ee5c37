package org.jackfield.api.report;

import java.time.Instant;

/**
 * What an agent did in an interval, by the time a phone rang or the agent dialled.
 *
 * @param answered inbound calls taken
 * @param dialled outbound calls that were answered
 * @param internal calls with colleagues that were answered
 * @param ringsUnanswered times the phone rang and was not taken though the caller stayed
 * @param talkMs without hold; listening in is no talk
 */
public record AgentCounts(
        String agent,
        Instant from,
        int answered,
        int dialled,
        int internal,
        int ringsUnanswered,
        int transfers,
        long talkMs,
        long holdMs) {

    /** An idle interval. */
    public static AgentCounts none(String agent, Instant from) {
        return new AgentCounts(agent, from, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Both together, under this one's agent and start. */
    public AgentCounts plus(AgentCounts other) {
        return new AgentCounts(
                agent,
                from,
                answered + other.answered,
                dialled + other.dialled,
                internal + other.internal,
                ringsUnanswered + other.ringsUnanswered,
                transfers + other.transfers,
                talkMs + other.talkMs,
                holdMs + other.holdMs);
    }
}
