package org.jackfield.api.access;

import org.jackfield.api.Word;

/** What an account may do. Each person's role includes the ones before it. */
public enum AccountRole implements Word {
    /** A piece of hardware: may connect to the broker under its own name, nothing else. */
    DEVICE,
    /** Sees and controls own calls and state. */
    AGENT,
    /** Sees the floor. */
    SUPERVISOR,
    /** Configures. */
    ADMINISTRATOR
}
