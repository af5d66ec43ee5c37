package org.jackfield.api.number;

import org.jackfield.api.Word;

/**
 * A number, read.
 *
 * @param kind what it is; only PUBLIC numbers are ever looked up in a CRM
 * @param value E.164 with plus for PUBLIC and OWN, the digits for INTERNAL and SHORT, else empty
 * @param raw as it was written
 */
public record PhoneNumber(Kind kind, String value, String raw) {
    /** What a number is. */
    public enum Kind implements Word {
        /** A valid number of the public network (E.164). */
        PUBLIC,
        /** An extension at the PBX. */
        INTERNAL,
        /** One of the organisation's own public numbers. */
        OWN,
        /** An emergency or service number, or a feature code. */
        SHORT,
        /** Kept secret by the caller, or not there. */
        WITHHELD,
        /** Not a telephone number. */
        INVALID
    }

    /** The number as logs may show it: all but the first three and the last two characters hidden. */
    public String masked() {
        return mask(value.isEmpty() ? raw : value);
    }

    /** Hides the middle of any number for logs. */
    public static String mask(String number) {
        if (number.length() <= 5) {
            return number;
        }
        return number.substring(0, 3) + "…" + number.substring(number.length() - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
