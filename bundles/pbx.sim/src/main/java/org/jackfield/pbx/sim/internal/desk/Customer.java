package org.jackfield.pbx.sim.internal.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Somebody who calls the desk; the number is E.164. */
public record Customer(String name, String number, String company) {

    /** The people of this desk's world, in several scripts and countries. */
    public static List<Customer> all() {
        try (InputStream file = Customer.class.getResourceAsStream("customers.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(fields -> new Customer(fields[0], fields[1], fields[2]))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
