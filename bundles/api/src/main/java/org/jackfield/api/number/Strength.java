package org.jackfield.api.number;

import org.jackfield.api.Word;

/** How surely a stored number is the one that is looked for, the surest first. */
public enum Strength implements Word {
    /** The same number in E.164. */
    STRONG,
    /** The same national number, stored without its country or in a way that was given up. */
    MEDIUM,
    /** The main number of the block of extensions that the caller's number belongs to. */
    DDI_PREFIX,
    /** Not a whole number, but what there is of it ends alike. */
    WEAK,
    /** Another number, or none. */
    NONE
}
