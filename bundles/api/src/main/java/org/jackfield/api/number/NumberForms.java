package org.jackfield.api.number;

/**
 * A public number in the ways that CRMs want it. Digits alone, except for the plus of the first and the gaps of the
 * last two.
 *
 * @param e164 {@code +442079460111}
 * @param digits {@code 442079460111}
 * @param national significant number without trunk prefix: {@code 2079460111}
 * @param trunk as dialled inside its country: {@code 02079460111}
 * @param prettyInternational {@code +44 20 7946 0111}
 * @param prettyNational {@code 020 7946 0111}
 */
public record NumberForms(
        String e164, String digits, String national, String trunk, String prettyInternational, String prettyNational) {
    /** The last digits of the national number; all of it if it is shorter. */
    public String last(int count) {
        return national.substring(Math.max(0, national.length() - count));
    }
}
