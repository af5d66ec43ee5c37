package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void noCellIsAFormulaToASpreadsheet() {
        assertEquals("\"'=HYPERLINK(\"\"http://x\"\")\"", Csv.cell("=HYPERLINK(\"http://x\")"));
        assertEquals("\"'+442079460111\"", Csv.cell(Optional.of("+442079460111")));
        assertEquals("\"'-1\"", Csv.cell("-1"));
        assertEquals("\"'a,b\r\nc\"", Csv.cell("a,b\r\nc"));
        assertEquals("\"'\tcmd\"", Csv.cell("\tcmd"));
    }

    @Test
    void numbersTimesAndPlainWordsStayAsTheyAre() {
        assertEquals("0.83", Csv.cell(0.83));
        assertEquals("12", Csv.cell(12));
        assertEquals("", Csv.cell(Optional.empty()));
        assertEquals("2026-01-31T13:45:00Z", Csv.cell(Instant.parse("2026-01-31T13:45:00Z")));
        assertEquals("support", Csv.cell("support"));
    }
}
