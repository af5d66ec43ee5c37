package org.jackfield.crm.sandbox.internal.rest;

import java.util.Map;
import java.util.Objects;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/** The duplicate rule of contacts and leads: same last name and same number, or same e-mail address. */
final class Duplicates {
    private Duplicates() {}

    static void check(Org org, Schema.Type type, Map<String, Object> fields, Request request) {
        boolean asked = type.name().equals("Contact") || type.name().equals("Lead");
        boolean allowed = request.header("Sforce-Duplicate-Rule-Header")
                .filter(header -> header.replace(" ", "").contains("allowSave=true"))
                .isPresent();
        if (asked && !allowed && org.all(type.name()).stream().anyMatch(other -> same(other, fields))) {
            throw new ApiError(400, "DUPLICATES_DETECTED", "Use one of these records?");
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
