package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Connection states of ECMA-269, 6.1.5. NULL is the state after the connection was cleared. */
public enum ConnectionState implements Word {
    NULL,
    INITIATED,
    ALERTING,
    CONNECTED,
    HOLD,
    QUEUED,
    FAIL
}
