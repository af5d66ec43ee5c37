package org.jackfield.crm.salesforce.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void spellingsAreSearchedAsOneWordAndAsGroups() {
        assertEquals(
                List.of("12025550142", "2025550142", "\"1 202 555 0142\"", "\"202 555 0142\""),
                SearchTerms.of(List.of("+12025550142", "+1 202-555-0142", "(202) 555-0142")));
    }

    @Test
    void nothingButDigitsGetsIntoASearch() {
        List<String> terms = SearchTerms.of(List.of("202} RETURNING User(Id) {0142", "5550142' OR \"*\" \\ 99"));
        assertTrue(terms.stream().allMatch(term -> term.matches("[0-9]+|\"[0-9]+( [0-9]+)+\"")), terms.toString());
    }

    @Test
    void whatIsTooShortForASearchIsLeftOut() {
        assertEquals(List.of(), SearchTerms.of(List.of("", "1", "+", "110")));
    }
}
