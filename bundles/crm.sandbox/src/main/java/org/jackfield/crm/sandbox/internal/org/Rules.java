package org.jackfield.crm.sandbox.internal.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an org demands of a record that is written. Each refusal is Salesforce's own. */
final class Rules {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}.*");

    private final Schema schema;
    private final Org org;

    Rules(Schema schema, Org org) {
        this.schema = schema;
        this.org = org;
    }

    /** Checks what a client wants to write, field by field. */
    void checkFields(Schema.Type type, Map<String, Object> written) {
        written.forEach((name, value) -> {
            Field field = type.need(name);
            if (!field.writable()) {
                throw new ApiError(
                        400,
                        "INVALID_FIELD_FOR_INSERT_UPDATE",
                        "Unable to create/update fields: " + field.name()
                                + ". Please check the security settings of this field and verify that it is"
                                + " read/write for your profile or permission set.",
                        field.name());
            }
            if (value != null) {
                checkValue(field, value);
            }
        });
    }

    private void checkValue(Field field, Object value) {
        boolean fits =
                switch (field.type()) {
                    case "boolean" -> value instanceof Boolean;
                    case "int" -> value instanceof Integer;
                    case "date" -> DATE.matcher(value.toString()).matches();
                    default -> value instanceof String;
                };
        if (!fits) {
            throw new ApiError(
                    400,
                    "JSON_PARSER_ERROR",
                    "Cannot deserialize instance of " + field.type() + " from value " + value + " or request may be"
                            + " missing a required field");
        }
        if (field.length() > 0 && value.toString().length() > field.length()) {
            throw new ApiError(
                    400,
                    "STRING_TOO_LONG",
                    field.name() + ": data value too large (max length=" + field.length() + ")",
                    field.name());
        }
        if (!field.values().isEmpty() && !field.values().contains(value)) {
            throw new ApiError(
                    400,
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.name() + ": bad value for restricted picklist field: " + value,
                    field.name());
        }
        if (field.type().equals("reference")) {
            checkReference(field, value.toString());
        }
    }

    private void checkReference(Field field, String id) {
        Optional<Schema.Type> type = Ids.isId(id) ? schema.ofId(id) : Optional.empty();
        if (type.isEmpty()) {
            throw new ApiError(400, "MALFORMED_ID", field.name() + ": id value of incorrect type: " + id, field.name());
        }
        if (!field.referenceTo().contains(type.get().name())) {
            throw new ApiError(
                    400,
                    "FIELD_INTEGRITY_EXCEPTION",
                    field.name() + ": id value of incorrect type: " + id,
                    field.name());
        }
        Optional<Map<String, Object>> target = org.find(type.get().name(), id);
        if (target.isEmpty()) {
            boolean deleted = org.wasDeleted(id);
            throw new ApiError(
                    400,
                    deleted ? "ENTITY_IS_DELETED" : "INVALID_CROSS_REFERENCE_KEY",
                    deleted ? "entity is deleted" : "invalid cross reference id",
                    field.name());
        }
        if (field.name().equals("OwnerId") && Boolean.FALSE.equals(target.get().get("IsActive"))) {
            throw new ApiError(
                    400, "INACTIVE_OWNER_OR_USER", "operation performed with inactive user [" + id + "]", "OwnerId");
        }
    }

    /** Checks the record as it will be. */
    void checkRecord(Schema.Type type, Map<String, Object> record) {
        List<String> missing = new ArrayList<>();
        type.fields().values().stream()
                .filter(Field::required)
                .filter(field -> record.get(field.name()) == null
                        || record.get(field.name()).toString().isBlank())
                .forEach(field -> missing.add(field.name()));
        if (!missing.isEmpty()) {
            throw new ApiError(
                    400,
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: " + missing,
                    missing.toArray(String[]::new));
        }
        type.fields().values().stream()
                .filter(Field::unique)
                .filter(field -> record.get(field.name()) != null)
                .forEach(field -> checkUnique(type, field, record));
        if (type.name().equals("Task")) {
            checkTask(record);
        }
    }

    private void checkUnique(Schema.Type type, Field field, Map<String, Object> record) {
        org.withValue(type.name(), field.name(), record.get(field.name())).stream()
                .filter(other -> !other.get("Id").equals(record.get("Id")))
                .findFirst()
                .ifPresent(other -> {
                    throw new ApiError(
                            400,
                            "DUPLICATE_VALUE",
                            "duplicate value found: " + field.name() + " duplicates value on record with id: "
                                    + other.get("Id"));
                });
    }

    private void checkTask(Map<String, Object> task) {
        Object who = task.get("WhoId");
        if (who != null && who.toString().startsWith("00Q") && task.get("WhatId") != null) {
            throw new ApiError(
                    400,
                    "FIELD_INTEGRITY_EXCEPTION",
                    "WhatId cannot be specified in conjunction with a lead WhoId",
                    "WhatId");
        }
        if (org.all("TaskStatus").stream().noneMatch(s -> s.get("ApiName").equals(task.get("Status")))) {
            throw new ApiError(
                    400,
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    "Status: bad value for restricted picklist field: " + task.get("Status"),
                    "Status");
        }
    }
}
