package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jackfield.api.Word;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberForms;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.number.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberMatchingTest {
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-F]{4})");

    private final PhoneNumberMatching matching = new PhoneNumberMatching();
    private final PhoneNumberPlan plan = new PhoneNumberPlan(List.of());

    @ParameterizedTest(name = "{0} in {1}: {2} is {3}")
    @CsvFileSource(resources = "/stored-numbers.txt", delimiter = '|', maxCharsPerColumn = 500)
    void contactIsRecognizedAndNobodyElse(String caller, String region, String field, String expected) {
        PhoneNumber wanted = plan.read("", caller);
        assertEquals(Kind.PUBLIC, wanted.kind());
        String written = shown(field);

        Fit fit = matching.fit(wanted, written, region);

        assertEquals(Word.of(Strength.class, expected), fit.strength(), fit::reason);
        assertFalse(fit.reason().isBlank());
        if (fit.fits()) {
            assertFalse(
                    Collections.disjoint(matching.keys(wanted), matching.keys(written, region)),
                    "an index would not find it");
        }
    }

    /** Characters that nobody sees are written as numbers in the table. */
    static String shown(String field) {
        return ESCAPED.matcher(field).replaceAll(c -> Character.toString(Integer.parseInt(c.group(1), 16)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"PUBLIC"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNoPublicNumberFitsNobody(Kind kind) {
        PhoneNumber wanted = new PhoneNumber(kind, "+442079460111", "020 7946 0111");
        assertFalse(matching.fit(wanted, "020 7946 0111", "GB").fits());
        assertTrue(matching.keys(wanted).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> matching.forms(wanted));
    }

    @Test
    void numberIsWrittenAsEachCrmWantsIt() {
        assertEquals(
                new NumberForms(
                        "+442079460111",
                        "442079460111",
                        "2079460111",
                        "02079460111",
                        "+44 20 7946 0111",
                        "020 7946 0111"),
                matching.forms(plan.read("", "+442079460111")));
        NumberForms rome = matching.forms(plan.read("", "+390612345678"));
        assertEquals("0612345678", rome.national());
        assertEquals("0612345678", rome.trunk());
        assertEquals("12345678", rome.last(8));
        assertEquals("2025550101", matching.forms(plan.read("", "+12025550101")).trunk());
    }

    @Test
    void numbersOfAFieldAreCounted() {
        assertEquals(2, matching.count("07700 900123 / 020 7946 0111", "GB"));
        assertEquals(0, matching.count("by e-mail only", "GB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456789012345678901234567890", "+++++", "\u202A\u202C", "((((((((", "9;ext="})
    void noFieldIsTooStrangeToBeCompared(String field) {
        assertFalse(matching.fit(plan.read("", "+442079460111"), field, "GB").fits());
        assertFalse(matching.fit(plan.read("", "+442079460111"), field.repeat(100), "GB")
                .fits());
    }

    @Test
    void regionsAreKnownOrNot() {
        assertTrue(matching.knows("KH"));
        assertFalse(matching.knows("XX"));
        assertFalse(matching.knows(""));
    }
}
