package org.jackfield.api.call;

import org.jackfield.api.Word;

/** How a stay in a queue ended. */
public enum QueueOutcome implements Word {
    ANSWERED,
    ABANDONED,
    OVERFLOW,
    CALLBACK,
    TIMEOUT,
    TRANSFERRED
}
