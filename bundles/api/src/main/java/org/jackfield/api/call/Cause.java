package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Why a connection or a call ended (event causes of ECMA-269, 12.2.15, and a few the field needs). */
public enum Cause implements Word {
    NORMAL_CLEARING,
    /** The caller left before anybody answered. */
    ABANDONED,
    BUSY,
    NO_ANSWER,
    REJECTED,
    CONGESTION,
    /** The number does not exist or the phone is not registered. */
    UNREACHABLE,
    ANSWERED_ELSEWHERE,
    FORWARDED,
    /** This phone stopped ringing because the caller gave up. */
    CALLER_ABANDONED,
    TRANSFERRED,
    PICKED_UP,
    PARKED,
    /** The call became part of another one, see {@link Lineage}. */
    MERGED,
    /** The PBX restarted; what it carried is gone. */
    PBX_RESTART,
    /** The end fell into a gap of the link and was concluded from what the PBX no longer shows. */
    END_UNSEEN,
    UNKNOWN
}
