package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An object of the org, as far as the user may see it. */
public record ObjectInfo(String name, Map<String, Field> fields) {
    /**
     * A field.
     *
     * @param label as people of the org know it
     * @param type Salesforce's word, for example phone
     * @param length of texts, 0 for others
     * @param unique whether two records cannot have the same value
     */
    public record Field(
            String name,
            String label,
            String type,
            int length,
            boolean createable,
            boolean updateable,
            boolean externalId,
            boolean unique) {}

    public ObjectInfo {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    public Optional<Field> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    static ObjectInfo read(JsonNode describe) {
        Map<String, Field> fields = new LinkedHashMap<>();
        describe.path("fields").forEach(told -> {
            String name = told.path("name").asText();
            fields.put(
                    name,
                    new Field(
                            name,
                            told.path("label").asText(name),
                            told.path("type").asText(),
                            told.path("length").asInt(),
                            told.path("createable").asBoolean(),
                            told.path("updateable").asBoolean(),
                            told.path("externalId").asBoolean(),
                            told.path("unique").asBoolean()));
        });
        return new ObjectInfo(describe.path("name").asText(), fields);
    }
}
