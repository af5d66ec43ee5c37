package org.jackfield.api.event;

import org.jackfield.api.Word;

/** Call control events of ECMA-269, 17.2. */
public enum CallEventType implements Word {
    SERVICE_INITIATED,
    ORIGINATED,
    DELIVERED,
    ESTABLISHED,
    HELD,
    RETRIEVED,
    QUEUED,
    DIVERTED,
    TRANSFERRED,
    CONFERENCED,
    CONNECTION_CLEARED,
    FAILED,
    CALL_CLEARED,
    /** Something about the call was learnt (a name, a record, notes) that changes no state. */
    CALL_INFORMATION
}
