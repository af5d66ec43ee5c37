package org.jackfield.crm.sandbox.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.crm.sandbox.internal.org.Org;

/** The people of a new org, with their companies and open cases, read from {@code people.txt}. */
final class People {
    private static final int VALUES = 9;

    private final Org org;
    private final Map<String, String> companies = new HashMap<>();

    private People(Org org) {
        this.org = org;
    }

    static void moveInto(Org org) {
        People people = new People(org);
        lines().stream().filter(line -> !line.startsWith("#")).forEach(line -> people.add(line.split("\\|", VALUES)));
    }

    private static List<String> lines() {
        try (InputStream in = People.class.getResourceAsStream("people.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String[] values) {
        boolean lead = values[0].equals("Lead");
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("FirstName", values[1]);
        person.put("LastName", values[2]);
        person.put("Phone", values[4]);
        person.put("MobilePhone", values[5]);
        person.put("Email", values[6]);
        person.put(lead ? "Company" : "AccountId", lead ? values[3] : account(values[3]));
        String id = org.create(values[0], known(person));
        if (!values[7].isEmpty()) {
            Map<String, Object> open = new LinkedHashMap<>();
            open.put("Subject", values[7]);
            open.put("Status", values[8]);
            open.put("Origin", "Phone");
            open.put("ContactId", id);
            org.create("Case", known(open));
        }
    }

    private String account(String company) {
        return companies.computeIfAbsent(company, name -> org.create("Account", Map.of("Name", name)));
    }

    private static Map<String, Object> known(Map<String, Object> values) {
        values.values().removeIf(""::equals);
        return values;
    }
}
