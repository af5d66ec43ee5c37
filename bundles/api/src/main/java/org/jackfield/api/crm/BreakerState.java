package org.jackfield.api.crm;

import org.jackfield.api.Word;

/** Whether a connector is asked at all. */
public enum BreakerState implements Word {
    /** It works. */
    CLOSED,
    /** It failed several times in a row: lookups are unavailable at once, and activities wait. */
    OPEN,
    /** One request is let through to see whether it is well again. */
    HALF_OPEN
}
