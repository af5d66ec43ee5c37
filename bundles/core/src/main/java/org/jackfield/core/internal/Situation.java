package org.jackfield.core.internal;

import org.jackfield.api.call.CallState;

/**
 * What of a connection's call matters for what may be asked of it.
 *
 * @param originator whether the call began with this connection
 * @param consultation whether the call is a consultation that this connection asked for
 * @param conference whether all meet in a conference room of the PBX, which knows no transfer, parking or consultation
 */
record Situation(CallState call, boolean originator, boolean consultation, boolean conference) {
    Situation(CallState call, boolean originator, boolean consultation) {
        this(call, originator, consultation, false);
    }

    /** Whether there is somebody to talk with. */
    boolean talk() {
        return call == CallState.CONNECTED || call == CallState.HOLD;
    }
}
