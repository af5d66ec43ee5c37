package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jackfield.api.Word;
import org.jackfield.api.number.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberPlanTest {
    private final PhoneNumberPlan plan = new PhoneNumberPlan(List.of(
            new NumberProfile("default", "GB", "", false, "[1-9][0-9]{2,4}", "+442079460100"),
            new NumberProfile("us", "US", "9", true, "[1-8][0-9]{3}", "")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default|+44 20 7946 0111|public|+442079460111",
                "default|020 7946 0111|public|+442079460111",
                "default|(020) 7946-0111|public|+442079460111",
                "default|0044 20 7946 0111|public|+442079460111",
                "default|tel:+44-20-7946-0111|public|+442079460111",
                "default|+442079460100|own|+442079460100",
                "default|1001|internal|1001",
                "default|999|internal|999",
                "default|*97|short|*97",
                "default|anonymous|withheld|",
                "default|<unknown>|withheld|",
                "default|''|withheld|",
                "default|hello|invalid|",
                "us|12025550101|public|+12025550101",
                "us|912025550101|public|+12025550101",
                "us|(202) 555-0101|public|+12025550101",
                "us|9|short|9"
            })
    void readsANumberAsItsLinkWritesIt(String link, String written, String kind, String value) {
        PhoneNumber number = plan.read(link, written);
        assertEquals(Word.of(PhoneNumber.Kind.class, kind), number.kind());
        assertEquals(value == null ? "" : value, number.value());
    }

    @ParameterizedTest(name = "{1} in {0} is {2} {3}")
    @CsvFileSource(resources = "/caller-numbers.txt", delimiter = '|', maxCharsPerColumn = 500)
    void callerIsReadWhereverTheyCallFrom(String region, String written, String kind, String value) {
        PhoneNumberPlan here = new PhoneNumberPlan(List.of(
                new NumberProfile("default", region, "", false, "[1-9][0-9]{2,4}", "+442079460100,+44207946015*")));

        PhoneNumber number = here.read("", PhoneNumberMatchingTest.shown(written));

        assertEquals(Word.of(PhoneNumber.Kind.class, kind), number.kind());
        assertEquals(value, number.value());
    }

    @Test
    void dialsAsThePbxWantsIt() {
        assertEquals("+442079460111", plan.dialString("default", "020 7946 0111"));
        assertEquals("912025550101", plan.dialString("us", "+1 202 555 0101"));
        assertEquals("1001", plan.dialString("default", "1001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "300\r\nAction: Command",
                "300&PJSIP/trunk/00900",
                "300,,g",
                "300(x)",
                "${EXTEN}",
                "Local/1@x",
                "",
                "anonymous",
                "x"
            })
    void neverDialsWhatIsNotANumber(String written) {
        assertThrows(IllegalArgumentException.class, () -> plan.dialString("default", written));
    }

    @Test
    void logsShowOnlyTheEndsOfANumber() {
        assertEquals("+44…11", plan.read("default", "+442079460111").masked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+44 909 879 0000", "0909 879 0000", "+881 612 345 678", "+979 123 456 789"})
    void premiumAndSatelliteNumbersAreNotDialledForAClient(String number) {
        assertThrows(IllegalArgumentException.class, () -> plan.dialString("asterisk~main", number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*551001", "*56 1001", "**1001", "*8", "#72", "*72*1#", "118118", "1", "*97"})
    void codesAreNotDialledUnlessTheOperatorNamesThem(String code) {
        String refusal = assertThrows(IllegalArgumentException.class, () -> plan.dialString("asterisk~main", code))
                .getMessage();
        assertTrue(refusal.contains("dialCodes"), refusal);
    }

    @Test
    void namedCodesAndEmergencyNumbersAreDialled() {
        PhoneNumberPlan naming = new PhoneNumberPlan(List.of(new NumberProfile(
                "default", "GB", "", false, "1[0-9]{3}", "", DialRules.of("", false, true, "\\*97|700"))));
        assertEquals("*97", naming.dialString("x", "*97"));
        assertEquals("700", naming.dialString("x", "700"));
        assertEquals("999", naming.dialString("x", "999"));
        assertEquals("112", naming.dialString("x", "112"));
        assertThrows(IllegalArgumentException.class, () -> naming.dialString("x", "701"));
        assertThrows(IllegalArgumentException.class, () -> naming.dialString("x", "*971"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1001\r\nAction: Command", "1001\n", "10\u000001", "1001&PJSIP/trunk/00900", "1001,30",
                        "(020) 7946 0111",
                "${SHELL(id)}", "Local/1001@internal", "PJSIP/1001", "CALLME", "1001;x", "1001|x"
            })
    void whatIsNoNumberIsNotDialled(String hostile) {
        String refusal = assertThrows(IllegalArgumentException.class, () -> plan.dialString("asterisk~main", hostile))
                .getMessage();
        assertTrue(refusal.chars().noneMatch(Character::isISOControl), refusal);
    }

    @Test
    void spellsANumberAsPeopleAndSystemsWriteIt() {
        assertEquals(
                List.of(
                        "442079460111",
                        "+442079460111",
                        "00442079460111",
                        "02079460111",
                        "2079460111",
                        "020 7946 0111",
                        "+44 20 7946 0111"),
                plan.spellings(plan.read("default", "020 7946 0111")));
        assertEquals(
                List.of(
                        "12025550101",
                        "+12025550101",
                        "0012025550101",
                        "2025550101",
                        "(202) 555-0101",
                        "+1 202-555-0101"),
                plan.spellings(plan.read("us", "(202) 555-0101")));
        assertEquals(List.of("1001"), plan.spellings(plan.read("default", "1001")));
    }
}
