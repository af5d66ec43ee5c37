package org.jackfield.crm.salesforce.internal.lookup;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.Soql;

/** Writes the statements of a look-up out of what the org has. Pure. */
final class Search {
    private static final int MOST_OF_AN_OBJECT = 25;
    private static final int MOST_CASES = 25;
    private static final List<String> NAMES = List.of("Id", "Name", "Title", "Company", "LastModifiedDate");
    private static final List<String> PERSON = List.of("IsPersonAccount", "PersonContactId");

    private Search() {}

    /** The fields of an object in which a caller may be found. */
    static List<ObjectInfo.Field> phones(ObjectInfo object) {
        return object.fields().values().stream()
                .filter(field -> field.type().equals("phone") && !field.name().endsWith("Fax"))
                .toList();
    }

    /** SOSL for everybody who may have the number. */
    static String candidates(List<String> terms, List<ObjectInfo> objects) {
        return "FIND {" + String.join(" OR ", terms) + "} IN PHONE FIELDS RETURNING "
                + objects.stream().map(Search::returning).collect(Collectors.joining(", "));
    }

    /** What is asked of a record to show it and to tell whose number it has. */
    static Set<String> fields(ObjectInfo object) {
        Set<String> fields = new LinkedHashSet<>();
        NAMES.stream().filter(object::has).forEach(fields::add);
        PERSON.stream().filter(object::has).forEach(fields::add);
        if (object.has("AccountId")) {
            fields.add("Account.Name");
        }
        phones(object).forEach(field -> fields.add(field.name()));
        return fields;
    }

    private static String returning(ObjectInfo object) {
        String only = "";
        if (object.has("IsConverted")) {
            only = " WHERE IsConverted=false";
        } else if (object.name().equals("Contact") && object.has("IsPersonAccount")) {
            only = " WHERE IsPersonAccount=false"; // such a person is found as the account
        }
        return object.name() + "(" + String.join(",", fields(object)) + only + " LIMIT " + MOST_OF_AN_OBJECT + ")";
    }

    /**
     * SOQL for the open cases of all that were found.
     *
     * @param contacts ids, at least one of both kinds
     */
    static String openCases(Set<String> contacts, Set<String> accounts) {
        List<String> of = new ArrayList<>();
        if (!contacts.isEmpty()) {
            of.add("ContactId IN " + Soql.in(contacts));
        }
        if (!accounts.isEmpty()) {
            of.add("AccountId IN " + Soql.in(accounts));
        }
        return "SELECT Id,CaseNumber,Subject,Status,ContactId,AccountId FROM Case WHERE IsClosed=false AND ("
                + String.join(" OR ", of) + ") ORDER BY LastModifiedDate DESC LIMIT " + MOST_CASES;
    }
}
