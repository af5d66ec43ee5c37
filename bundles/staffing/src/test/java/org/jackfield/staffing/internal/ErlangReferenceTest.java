package org.jackfield.staffing.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The models against a table computed elsewhere. */
class ErlangReferenceTest {
    private static final double RELATIVE = 1e-6;

    private double worst;

    @Test
    void everyRowOfTheReferenceTableIsMetToAMillionth() throws IOException {
        List<CSVRecord> rows = rows();
        for (CSVRecord row : rows) {
            Traffic traffic = Traffic.hourly(number(row, "calls_h"), number(row, "aht_s"));
            int agents = Integer.parseInt(row.get("n"));
            double within = number(row, "T_s");
            same(row, "A", traffic.erlangs());
            same(row, "erlB", ErlangB.blocked(traffic.erlangs(), agents));
            patient(row, new ErlangC(traffic, agents), within);
            impatient(row, new ErlangA(traffic, agents, number(row, "patience_s")), within);
        }
        System.out.printf(
                "%d rows of the Erlang reference met, largest relative difference %.1e%n", rows.size(), worst);
        assertEquals(370, rows.size());
    }

    private void patient(CSVRecord row, ErlangC model, double within) {
        assertEquals(!row.get("erlC_ASA").isEmpty(), model.isStable(), row::toString);
        if (model.isStable()) {
            same(row, "erlC_Pw", model.waits());
            same(row, "erlC_SL", model.serviceLevel(within));
            same(row, "erlC_ASA", model.averageWait());
            same(row, "erlC_occ", model.occupancy());
        }
    }

    private void impatient(CSVRecord row, ErlangA model, double within) {
        same(row, "PwA", model.waits());
        same(row, "Pab", model.abandoned());
        same(row, "EW", model.averageWait());
        same(row, "occA", model.occupancy());
        same(row, "SL_A", model.serviceLevel(within));
        same(row, "Pab_t", model.abandonedWithin(within));
    }

    private void same(CSVRecord row, String column, double ours) {
        double reference = number(row, column);
        double difference = Math.abs(ours - reference) / Math.abs(reference);
        worst = Math.max(worst, difference);
        assertTrue(difference <= RELATIVE, () -> column + " is " + ours + " in " + row);
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private static List<CSVRecord> rows() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .build();
        try (CSVParser table = format.parse(new InputStreamReader(
                ErlangReferenceTest.class.getResourceAsStream("/erlang-reference.csv"), StandardCharsets.UTF_8))) {
            return table.getRecords();
        }
    }
}
