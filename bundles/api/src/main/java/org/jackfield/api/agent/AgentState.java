package org.jackfield.api.agent;

import org.jackfield.api.Word;

/** Agent states of ECMA-269, 6.1.6. */
public enum AgentState implements Word {
    LOGGED_OFF,
    NOT_READY,
    READY,
    BUSY,
    WORKING_AFTER_CALL
}
