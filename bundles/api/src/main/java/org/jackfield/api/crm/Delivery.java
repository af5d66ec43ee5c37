package org.jackfield.api.crm;

import org.jackfield.api.Word;

/** How many activities a call may leave in a CRM when the house or the line fails in the middle of a write. */
public enum Delivery implements Word {
    /** One: the CRM itself refuses a second one of the same key. */
    EXACTLY_ONCE,
    /** One as a rule: the connector looks for the key before it writes. */
    BEST_EFFORT
}
