package org.jackfield.crm.rest.internal;

import java.time.Duration;
import java.util.Optional;

/** The CRM did not do what it was asked for. The message is one sentence without anybody's name or number. */
final class CrmFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What may help. */
    enum Kind {
        /** The CRM is not there, or not now. */
        AWAY,
        /** It does not accept who we say we are. */
        LOGIN,
        /** It does not accept what is sent, however often. */
        REFUSED,
        /** There is no such thing. */
        MISSING
    }

    private final Kind kind;
    private final transient Optional<Duration> after;

    CrmFailure(Kind kind, String sentence, Optional<Duration> after) {
        super(sentence);
        this.kind = kind;
        this.after = after;
    }

    Kind kind() {
        return kind;
    }

    /** How long the CRM asks to be left alone. */
    Optional<Duration> after() {
        return after;
    }
}
