package org.jackfield.api.number;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How numbers are written at each PBX link: region, outside-line prefix, whether the plus is missing, which numbers are
 * extensions and which are our own. Pure and thread-safe; a link without a profile uses the profile {@code default}.
 */
@ProviderType
public interface NumberPlan {
    /** Reads a number as the PBX of that link, a person or a CRM wrote it. Never throws. */
    PhoneNumber read(String link, String written);

    /**
     * What to send to the PBX to reach a number.
     *
     * @return digits, plus, star and hash only
     * @throws IllegalArgumentException in one sentence if it is not a number that may be dialled
     */
    String dialString(String link, String written);

    /**
     * How people and systems may have written down a number, for a connector that can only search for text: the digits
     * of E.164, with plus, with 00, national with and without the trunk prefix, and formatted nationally and
     * internationally. Without repetitions, the likeliest first.
     *
     * @param number of kind PUBLIC or OWN; any other has the spelling it has
     */
    default List<String> spellings(PhoneNumber number) {
        return List.of(number.value());
    }
}
