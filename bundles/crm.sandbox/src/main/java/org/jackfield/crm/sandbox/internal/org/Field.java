package org.jackfield.crm.sandbox.internal.org;

import java.util.List;

/**
 * A field of an object.
 *
 * @param type Salesforce's word: string, phone, email, boolean, int, date, datetime, id, reference
 * @param length of texts; 0 for none
 * @param referenceTo objects a reference may point to
 * @param relationship how a query reaches them, for example Account
 * @param values all that are allowed; empty for any
 */
public record Field(
        String name,
        String type,
        int length,
        boolean required,
        boolean writable,
        boolean externalId,
        boolean unique,
        List<String> referenceTo,
        String relationship,
        List<String> values) {

    static Field system(String name, String type) {
        return new Field(name, type, 18, false, false, false, false, List.of(), "", List.of());
    }
}
