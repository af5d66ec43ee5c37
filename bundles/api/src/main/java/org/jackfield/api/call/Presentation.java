package org.jackfield.api.call;

import org.jackfield.api.Word;

/** Whether the number may be shown (ITU-T Q.951). A restricted number is withheld: it is never shown or looked up. */
public enum Presentation implements Word {
    ALLOWED,
    RESTRICTED,
    UNAVAILABLE
}
