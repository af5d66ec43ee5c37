package org.jackfield.api.crm;

import org.jackfield.api.Word;

/** What is known of the customer's record. */
public enum CrmState implements Word {
    /** Still asking. */
    PENDING,
    /** Found. */
    OK,
    /** No CRM answered in time. */
    UNAVAILABLE,
    /** Nobody fits, or there was nothing to look up. */
    NONE
}
