package org.jackfield.crm.sandbox.internal.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;
import org.jackfield.crm.sandbox.internal.rest.Request;
import org.jackfield.crm.sandbox.internal.rest.Response;

/** The org for people: an overview, and each record at the address under which Salesforce opens it. */
final class Pages {
    private static final int MOST_CALLS = 200;
    private static final List<String> HIDDEN = List.of("IsDeleted", "SystemModstamp", "IsPersonAccount");
    private static final Comparator<Map<String, Object>> NEWEST_FIRST = Comparator.comparing(
                    (Map<String, Object> record) -> record.get("CreatedDate") + "" + record.get("Id"))
            .reversed();

    private final Org org;

    Pages(Org org) {
        this.org = org;
    }

    /** Empty if there is no such page. */
    Optional<Response> answer(Request request) {
        String path = request.path();
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        if (path.equals("/")) {
            return Optional.of(page("Sandbox", overview()));
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        return org.schema().ofId(id).flatMap(type -> org.find(type.name(), id)
                .map(record -> page(title(record), record(type, record))));
    }

    private static Response page(String title, Html body) {
        return Response.html(200, body.page(title))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    private Html overview() {
        Html html = new Html().heading("Calls");
        List<Map<String, Object>> calls =
                org.all("Task").stream().sorted(NEWEST_FIRST).limit(MOST_CALLS).toList();
        table(html, "calls", List.of("Subject", "Who", "What", "Owner", "CallDurationInSeconds", "Description"), calls);
        html.heading("Open cases");
        List<Map<String, Object>> open = org.all("Case").stream()
                .filter(each -> !Boolean.TRUE.equals(each.get("IsClosed")))
                .toList();
        table(html, "cases", List.of("CaseNumber", "Subject", "Status", "Contact"), open);
        html.heading("Contacts");
        table(html, "contacts", List.of("Name", "Account", "Phone", "MobilePhone", "Email"), org.all("Contact"));
        html.heading("Leads");
        return table(html, "leads", List.of("Name", "Company", "Phone", "MobilePhone", "Email"), org.all("Lead"));
    }

    private Html record(Schema.Type type, Map<String, Object> record) {
        Html html = new Html().heading(type.name() + " " + title(record)).open("table", "record");
        for (String name : record.keySet()) {
            if (record.get(name) != null && !HIDDEN.contains(name)) {
                Object shown = record.get(name);
                html.row(List.of(Html.text(name), name.equals("Id") ? Html.text(shown + "") : value(shown)));
            }
        }
        html.close("table");
        Object id = record.get("Id");
        related(html, "Open cases", "cases", "Case", List.of("ContactId", "AccountId"), id);
        return related(html, "Calls", "calls", "Task", List.of("WhoId", "WhatId"), id);
    }

    private Html related(Html html, String heading, String name, String type, List<String> references, Object id) {
        List<Map<String, Object>> related = org.all(type).stream()
                .filter(record -> references.stream().anyMatch(reference -> id.equals(record.get(reference))))
                .filter(record -> type.equals("Task") || !Boolean.TRUE.equals(record.get("IsClosed")))
                .sorted(NEWEST_FIRST)
                .limit(MOST_CALLS)
                .toList();
        return related.isEmpty()
                ? html
                : table(html.heading(heading), name, List.of("Subject", "Status", "Owner", "Description"), related);
    }

    /**
     * The first column leads to the record; a column that is no field is the record that the field with Id points to.
     */
    private Html table(Html html, String name, List<String> columns, List<Map<String, Object>> records) {
        html.open("table", name);
        html.header(columns);
        for (Map<String, Object> record : records) {
            List<String> cells = new ArrayList<>();
            cells.add(Html.link("/" + record.get("Id"), String.valueOf(record.get(columns.get(0)))));
            columns.subList(1, columns.size())
                    .forEach(column -> cells.add(value(record.getOrDefault(column, record.get(column + "Id")))));
            html.row(cells);
        }
        return html.close("table");
    }

    private String value(Object value) {
        String text = value == null ? "" : value.toString();
        return org.schema()
                .ofId(text)
                .flatMap(type -> org.find(type.name(), text))
                .map(record -> Html.link("/" + text, title(record)))
                .orElseGet(() -> Html.text(text));
    }

    private static String title(Map<String, Object> record) {
        Object title = record.getOrDefault("Name", record.getOrDefault("Subject", record.get("Id")));
        return String.valueOf(title);
    }
}
