package org.jackfield.api.call;

import java.util.Optional;

/**
 * One side of a call as the PBX tells it.
 *
 * @param number E.164 with plus where the number plan could read it, an extension's digits inside, else as the PBX
 *     wrote it; empty when unknown or withheld
 * @param name as the PBX tells it, decoded but hostile: it is text, never markup, and may hold any character
 * @param presentation whether number and name may be shown; a restricted party carries neither
 */
public record Party(Optional<String> number, Optional<String> name, Presentation presentation) {
    /** Nobody known. */
    public static final Party UNKNOWN = new Party(Optional.empty(), Optional.empty(), Presentation.UNAVAILABLE);

    public Party {
        if (presentation == Presentation.RESTRICTED && (number.isPresent() || name.isPresent())) {
            number = Optional.empty();
            name = Optional.empty();
        }
    }

    /** A party with a number and perhaps a name; blank ones count as absent. */
    public static Party of(String number, String name) {
        Optional<String> known = Optional.ofNullable(number).filter(n -> !n.isBlank());
        return new Party(
                known,
                Optional.ofNullable(name).filter(n -> !n.isBlank()),
                known.isPresent() ? Presentation.ALLOWED : Presentation.UNAVAILABLE);
    }

    /** A party that asked not to be known. */
    public static Party withheld() {
        return new Party(Optional.empty(), Optional.empty(), Presentation.RESTRICTED);
    }
}
