package org.jackfield.api.number;

/**
 * How a stored number fits the one that is looked for.
 *
 * @param reason why, or why not, as the end of a sentence: {@code +44 7700 900123}
 */
public record Fit(Strength strength, String reason) {
    /** Whether the record may be shown for the number. */
    public boolean fits() {
        return strength != Strength.NONE;
    }
}
