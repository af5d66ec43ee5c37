package org.jackfield.crm.sandbox.internal.org;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an org fills in by itself: names, numbers, defaults, and the contact behind a person account. */
final class Completion {
    private final Org org;

    Completion(Org org) {
        this.org = org;
    }

    void complete(String type, Map<String, Object> record) {
        switch (type) {
            case "Contact", "Lead" -> record.put("Name", name(record));
            case "Account" -> account(record);
            case "Case" -> supportCase(record);
            case "Task" -> task(record);
            default -> {
                return;
            }
        }
        if (type.equals("Lead")) {
            record.putIfAbsent("IsConverted", false);
            record.putIfAbsent("Status", "Open - Not Contacted");
        }
        org.all("User").stream()
                .findFirst()
                .ifPresent(integration -> record.putIfAbsent("OwnerId", integration.get("Id")));
    }

    private static String name(Map<String, Object> record) {
        return Stream.of(record.get("FirstName"), record.get("LastName"))
                .filter(part -> part != null)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private void account(Map<String, Object> account) {
        if (!org.schema().need("Account").fields().containsKey("IsPersonAccount")) {
            return;
        }
        boolean person = account.get("LastName") != null;
        account.put("IsPersonAccount", person);
        if (person) {
            account.put("Name", name(account));
            account.putIfAbsent("PersonContactId", shadow(account));
        }
    }

    /** A person account has a contact of its own, which calls are linked to. */
    private String shadow(Map<String, Object> account) {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("FirstName", account.get("FirstName"));
        contact.put("LastName", account.get("LastName"));
        contact.put("Phone", account.get("Phone"));
        contact.put("MobilePhone", account.get("PersonMobilePhone"));
        contact.put("IsPersonAccount", true);
        return org.seed("Contact", contact);
    }

    private void supportCase(Map<String, Object> supportCase) {
        supportCase.computeIfAbsent(
                "CaseNumber", key -> "%08d".formatted(1001 + org.all("Case").size()));
        supportCase.putIfAbsent("Status", "New");
        supportCase.put("IsClosed", "Closed".equals(supportCase.get("Status")));
    }

    private void task(Map<String, Object> task) {
        task.putIfAbsent("Status", "Not Started");
        task.putIfAbsent("Priority", "Normal");
        task.putIfAbsent("TaskSubtype", "Task");
        task.put(
                "IsClosed",
                org.all("TaskStatus").stream()
                        .anyMatch(status -> status.get("ApiName").equals(task.get("Status"))
                                && Boolean.TRUE.equals(status.get("IsClosed"))));
    }
}
