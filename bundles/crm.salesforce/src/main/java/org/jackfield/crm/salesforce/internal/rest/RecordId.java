package org.jackfield.crm.salesforce.internal.rest;

import java.util.Optional;
import java.util.regex.Pattern;

/** Ids of records: their first three characters say what they are. Pure. */
public final class RecordId {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?");

    private RecordId() {}

    /** Whether it is one; everything else stays out of statements and addresses. */
    public static boolean is(String text) {
        return ID.matcher(text).matches();
    }

    /** Contact, Lead, Account, Case, User or Task; empty for others. */
    public static Optional<String> object(String id) {
        if (!is(id)) {
            return Optional.empty();
        }
        return switch (id.substring(0, 3)) {
            case "003" -> Optional.of("Contact");
            case "00Q" -> Optional.of("Lead");
            case "001" -> Optional.of("Account");
            case "500" -> Optional.of("Case");
            case "005" -> Optional.of("User");
            case "00T" -> Optional.of("Task");
            default -> Optional.empty();
        };
    }
}
