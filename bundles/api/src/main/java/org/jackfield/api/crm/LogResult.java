package org.jackfield.api.crm;

import java.time.Duration;
import java.util.Optional;

/** What became of one activity that a connector was given. */
public sealed interface LogResult {
    /**
     * The CRM has it.
     *
     * @param crmId the CRM's id of the activity
     */
    record Written(String crmId) implements LogResult {}

    /**
     * Not now: the CRM is away, busy or does not say whether it took it. It is given again.
     *
     * @param reason one sentence for a person, without names and numbers of callers
     * @param after how long the CRM asks to be left alone; empty leaves it to the house
     */
    record Later(String reason, Optional<Duration> after) implements LogResult {}

    /**
     * Never without a person: the CRM does not take this one, however often it is asked. It becomes a dead letter.
     *
     * @param reason one sentence for a person, without names and numbers of callers
     */
    record Refused(String reason) implements LogResult {}

    /** Not now, and nobody knows when. */
    static LogResult later(String reason) {
        return new Later(reason, Optional.empty());
    }
}
