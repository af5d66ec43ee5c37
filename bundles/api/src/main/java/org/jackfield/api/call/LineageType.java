package org.jackfield.api.call;

import org.jackfield.api.Word;

/** How a call came from, or became, another call or place. */
public enum LineageType implements Word {
    TRANSFERRED_TO,
    CONSULTATION_OF,
    MERGED_INTO,
    CONFERENCED_WITH,
    PARKED_AS,
    FORWARDED_FROM,
    PICKED_UP_FROM,
    CALLBACK_OF
}
