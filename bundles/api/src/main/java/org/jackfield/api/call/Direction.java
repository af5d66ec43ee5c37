package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Which way a call goes, seen from the organisation. */
public enum Direction implements Word {
    /** From outside to a line or a queue. */
    INBOUND,
    /** From a line to the outside. */
    OUTBOUND,
    /** Between lines. */
    INTERNAL
}
