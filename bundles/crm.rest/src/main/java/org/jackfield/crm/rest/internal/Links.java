package org.jackfield.crm.rest.internal;

/** Addresses that people follow: only a template's or configuration's own text chooses where they lead. Pure. */
final class Links {
    private static final String URL = "{setting.url}";

    private Links() {}

    /** A value from a record is encoded, so that it stays what it is; the configured url stands as it is. */
    static String url(String template, Variables variables) {
        String base = template.startsWith(URL) ? variables.text("setting.url") : "";
        return base
                + Expression.fill(template.substring(base.isEmpty() ? 0 : URL.length()), variables, Requests::encoded);
    }
}
