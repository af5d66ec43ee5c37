package org.jackfield.api.number;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place that says whether a number that somebody stored is the one that is looked for. A CRM's own search is
 * only a source of candidates: each phone field of each hit is compared here, and what does not fit is thrown away.
 * Pure and thread-safe; about ten microseconds a field.
 */
@ProviderType
public interface NumberMatcher {
    /** Whether that is a region (ISO 3166-1, two capital letters) whose numbers can be read. */
    boolean knows(String region);

    /**
     * Compares. The best of several numbers in a field counts; extensions are left off. Never throws.
     *
     * @param wanted only a PUBLIC one ever fits anything
     * @param written the field as it is stored: any spelling, several numbers, remarks
     * @param region of stored numbers without country code
     */
    Fit fit(PhoneNumber wanted, String written, String region);

    /** How many telephone numbers can be read in a field. */
    int count(String written, String region);

    /**
     * Keys under which an index finds every field that fits: a field can fit a number only if {@link #keys(String,
     * String) its keys} and the number's have one in common. They say nothing more; compare what is found.
     */
    Set<Integer> keys(PhoneNumber wanted);

    /** The keys of a field; empty if nothing in it can ever fit. */
    Set<Integer> keys(String written, String region);

    /**
     * The ways to write a number.
     *
     * @throws IllegalArgumentException if it is not PUBLIC
     */
    NumberForms forms(PhoneNumber number);
}
