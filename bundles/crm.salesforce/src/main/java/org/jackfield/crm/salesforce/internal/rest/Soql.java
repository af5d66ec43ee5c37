package org.jackfield.crm.salesforce.internal.rest;

import java.util.Collection;
import java.util.stream.Collectors;

/** Puts values into statements. Pure. */
public final class Soql {
    private Soql() {}

    /** The values as {@code ('a','b')}, whatever is in them. */
    public static String in(Collection<String> values) {
        return values.stream().map(Soql::quoted).collect(Collectors.joining(",", "(", ")"));
    }

    /** A value in quotes. */
    public static String quoted(String value) {
        return "'"
                + value.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }
}
