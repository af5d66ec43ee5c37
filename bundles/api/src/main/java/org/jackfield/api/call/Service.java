package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Services a client may ask for (ECMA-269, 17). A connection's {@code allowed} lists those that make sense now. */
public enum Service implements Word {
    MAKE_CALL,
    ANSWER_CALL,
    CLEAR_CONNECTION,
    HOLD_CALL,
    RETRIEVE_CALL,
    CONSULTATION_CALL,
    TRANSFER_CALL,
    SINGLE_STEP_TRANSFER_CALL,
    RECONNECT_CALL,
    CONFERENCE_CALL,
    SINGLE_STEP_CONFERENCE_CALL,
    DEFLECT_CALL,
    DIRECTED_PICKUP_CALL,
    GROUP_PICKUP_CALL,
    PARK_CALL,
    GENERATE_DIGITS,
    START_RECORDING,
    PAUSE_RECORDING,
    RESUME_RECORDING,
    STOP_RECORDING
}
