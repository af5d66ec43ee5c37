package org.jackfield.crm.sandbox.internal.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.Field;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/** A record and those it points to, by paths such as {@code Account.Name}. */
final class Row {
    private final Org org;
    private final Schema.Type type;
    private final Map<String, Object> record;

    Row(Org org, Schema.Type type, Map<String, Object> record) {
        this.org = org;
        this.type = type;
        this.record = record;
    }

    /** Refuses a path that leads nowhere, and gives it as the schema spells it. */
    static String checked(Org org, Schema.Type type, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return type.need(path).name();
        }
        if (path.substring(0, dot).equalsIgnoreCase(type.name())) {
            return checked(org, type, path.substring(dot + 1));
        }
        Field reference = relationship(type, path.substring(0, dot)).orElseGet(() -> type.need(path.substring(0, dot)));
        Schema.Type target = org.schema().need(reference.referenceTo().get(0));
        return reference.relationship() + "." + checked(org, target, path.substring(dot + 1));
    }

    private static Optional<Field> relationship(Schema.Type type, String name) {
        return type.fields().values().stream()
                .filter(f -> !name.isEmpty() && f.relationship().equalsIgnoreCase(name))
                .findFirst();
    }

    Map<String, Object> record() {
        return record;
    }

    Object value(String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? record.get(path)
                : target(path.substring(0, dot))
                        .map(row -> row.value(path.substring(dot + 1)))
                        .orElse(null);
    }

    private Optional<Row> target(String relationship) {
        return relationship(type, relationship)
                .map(field -> record.get(field.name()))
                .map(Object::toString)
                .flatMap(id -> org.schema().ofId(id).flatMap(target -> org.find(target.name(), id)
                        .map(found -> new Row(org, target, found))));
    }

    /** The record with the fields that were asked for, as Salesforce writes it. */
    Map<String, Object> projected(List<String> paths, String version) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("attributes", attributes(type.name(), record.get("Id").toString(), version));
        for (String path : paths) {
            int dot = path.indexOf('.');
            String first = dot < 0 ? path : path.substring(0, dot);
            result.computeIfAbsent(first, f -> dot < 0 ? record.get(path) : nested(first, paths, version));
            result.putIfAbsent(first, null);
        }
        return result;
    }

    private Object nested(String relationship, List<String> paths, String version) {
        String prefix = relationship + ".";
        List<String> rest = paths.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .toList();
        return target(relationship).map(row -> row.projected(rest, version)).orElse(null);
    }

    static Map<String, Object> attributes(String type, String id, String version) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("type", type);
        attributes.put("url", "/services/data/v" + version + "/sobjects/" + type + "/" + id);
        return attributes;
    }
}
