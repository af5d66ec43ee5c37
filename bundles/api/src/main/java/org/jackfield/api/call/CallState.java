package org.jackfield.api.call;

import org.jackfield.api.Word;

/** The state of the whole call, derived from its connections. */
public enum CallState implements Word {
    INITIATED,
    QUEUED,
    ALERTING,
    CONNECTED,
    HOLD,
    PARKED,
    ENDED
}
