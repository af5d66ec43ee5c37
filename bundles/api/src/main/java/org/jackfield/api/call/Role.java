package org.jackfield.api.call;

import org.jackfield.api.Word;

/** The part a connection plays in its call. */
public enum Role implements Word {
    /** The person outside whose journey the call is. */
    CUSTOMER,
    /** A line of ours in a call with a customer. */
    AGENT,
    /** A line of ours in a call between lines. */
    INTERNAL,
    /** A further party outside, for example the target of a transfer. */
    EXTERNAL,
    /** A service of the PBX, see {@link ServiceKind}. */
    SERVICE
}
