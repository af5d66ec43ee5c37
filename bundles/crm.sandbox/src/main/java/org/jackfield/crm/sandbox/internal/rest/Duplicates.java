package org.jackfield.crm.sandbox.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/** The duplicate rule of contacts and leads: same last name and same number, or same e-mail address. */
final class Duplicates {
    static final String DETECTED = "DUPLICATES_DETECTED";

    private Duplicates() {}

    /** What a refusal says of the records that are there, by the ids that it names instead of fields. */
    static Map<String, Object> result(List<String> ids) {
        List<Map<String, Object>> records = ids.stream()
                .map(id -> Map.<String, Object>of("record", Map.of("Id", id)))
                .toList();
        return Map.of(
                "allowSave",
                true,
                "matchResults",
                List.of(Map.of("matchRecords", records, "size", ids.size(), "success", true)));
    }

    static void check(Org org, Schema.Type type, Map<String, Object> fields, Request request) {
        boolean asked = type.name().equals("Contact") || type.name().equals("Lead");
        boolean allowed = request.header("Sforce-Duplicate-Rule-Header")
                .filter(header -> header.replace(" ", "").contains("allowSave=true"))
                .isPresent();
        String[] there = org.all(type.name()).stream()
                .filter(other -> same(other, fields))
                .map(other -> other.get("Id").toString())
                .toArray(String[]::new);
        if (asked && !allowed && there.length > 0) {
            throw new ApiError(400, DETECTED, "Use one of these records?", there);
        }
    }

    private static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return shared(one, other, "Email")
                || Objects.equals(one.get("LastName"), other.get("LastName"))
                        && (shared(one, other, "Phone") || shared(one, other, "MobilePhone"));
    }

    private static boolean shared(Map<String, Object> one, Map<String, Object> other, String field) {
        return one.get(field) != null && one.get(field).equals(other.get(field));
    }
}
