package org.jackfield.crm.sandbox.internal.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Field;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.org.Schema;

/** {@code /sobjects}: descriptions, records, and records by an external id. */
final class Sobjects {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Org org;
    private final String version;

    Sobjects(Org org, String version) {
        this.org = org;
        this.version = version;
    }

    /** @param path what stands behind {@code /sobjects/}, decoded */
    Response answer(Request request, List<String> path) {
        Schema.Type type = org.schema().need(path.get(0));
        return switch (path.size()) {
            case 1 -> object(request, type);
            case 2 -> path.get(1).equals("describe") ? described(request, type) : record(request, type, path.get(1));
            case 3 -> byExternalId(request, type, path.get(1), path.get(2));
            default -> throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
        };
    }

    Response all() {
        return Response.json(
                200,
                Map.of(
                        "encoding",
                        "UTF-8",
                        "maxBatchSize",
                        200,
                        "sobjects",
                        org.schema().types().stream()
                                .map(type -> Map.of(
                                        "name", type.name(), "label", type.name(), "keyPrefix", type.keyPrefix()))
                                .toList()));
    }

    private Response object(Request request, Schema.Type type) {
        if (request.method().equals("POST")) {
            Map<String, Object> fields = fields(request.json());
            Duplicates.check(org, type, fields, request);
            return Response.json(201, created(org.create(type.name(), fields)));
        }
        return Response.json(200, Map.of("objectDescribe", Map.of("name", type.name()), "recentItems", List.of()));
    }

    private Response record(Request request, Schema.Type type, String id) {
        switch (request.method()) {
            case "GET" -> {
                return Response.json(200, shown(type, org.need(type.name(), id), request));
            }
            case "PATCH" -> org.update(type.name(), id, fields(request.json()));
            case "DELETE" -> org.delete(type.name(), id);
            default -> throw notAllowed(request);
        }
        return Response.empty(204);
    }

    private Response byExternalId(Request request, Schema.Type type, String field, String value) {
        if (request.method().equals("PATCH")) {
            boolean updateOnly =
                    request.parameter("updateOnly").filter("true"::equals).isPresent();
            if (updateOnly && org.withValue(type.name(), field, value).isEmpty()) {
                throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
            }
            Org.Upserted done = org.upsert(type.name(), field, value, fields(request.json()));
            Map<String, Object> body = created(done.id());
            body.put("created", done.created());
            return Response.json(done.created() ? 201 : 200, body);
        }
        Map<String, Object> record = org.withValue(type.name(), type.need(field).name(), value).stream()
                .findFirst()
                .orElseThrow(() -> new ApiError(404, "NOT_FOUND", "The requested resource does not exist"));
        return record(request, type, record.get("Id").toString());
    }

    static ApiError notAllowed(Request request) {
        return new ApiError(
                405,
                "METHOD_NOT_ALLOWED",
                "HTTP Method '" + request.method() + "' not allowed. Allowed are HEAD,GET,POST,PATCH,DELETE");
    }

    private static Map<String, Object> created(String id) {
        Map<String, Object> created = new LinkedHashMap<>();
        created.put("id", id);
        created.put("success", true);
        created.put("errors", List.of());
        return created;
    }

    /** A record's fields out of what a client sent; what stands under attributes says only what it is. */
    static Map<String, Object> fields(Map<String, Object> json) {
        Map<String, Object> fields = new LinkedHashMap<>(json);
        fields.remove("attributes");
        return fields;
    }

    private Map<String, Object> shown(Schema.Type type, Map<String, Object> record, Request request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(
                "attributes",
                Map.of(
                        "type",
                        type.name(),
                        "url",
                        "/services/data/v" + version + "/sobjects/" + type.name() + "/" + record.get("Id")));
        List<String> names = request.parameter("fields")
                .map(list -> List.of(list.split(",")))
                .orElseGet(() -> new ArrayList<>(type.fields().keySet()));
        names.forEach(name ->
                shown.put(type.need(name).name(), record.get(type.need(name).name())));
        return shown;
    }

    /** What an object looks like changes with a restart alone. */
    private Response described(Request request, Schema.Type type) {
        String since = HTTP_DATE.format(org.since());
        boolean known = request.header("If-Modified-Since")
                .filter(date ->
                        !org.since().isAfter(Instant.from(HTTP_DATE.parse(date)).plusSeconds(1)))
                .isPresent();
        return (known ? Response.empty(304) : Response.json(200, describe(type))).with("Last-Modified", since);
    }

    private static Map<String, Object> describe(Schema.Type type) {
        Map<String, Object> describe = new LinkedHashMap<>();
        describe.put("name", type.name());
        describe.put("label", type.name());
        describe.put("keyPrefix", type.keyPrefix());
        describe.put("createable", true);
        describe.put("queryable", true);
        describe.put("searchable", true);
        describe.put("updateable", true);
        describe.put(
                "fields",
                type.fields().values().stream().map(Sobjects::describe).toList());
        return describe;
    }

    private static Map<String, Object> describe(Field field) {
        Map<String, Object> describe = new LinkedHashMap<>();
        describe.put("name", field.name());
        describe.put("label", field.name().replaceAll("(?<=[a-z])(?=[A-Z])", " "));
        describe.put("type", field.type());
        describe.put("length", field.length());
        describe.put("nillable", !field.required());
        describe.put("createable", field.writable());
        describe.put("updateable", field.writable());
        describe.put("externalId", field.externalId());
        describe.put("unique", field.unique());
        describe.put("idLookup", field.externalId() || field.name().equals("Id"));
        describe.put("referenceTo", field.referenceTo());
        describe.put("relationshipName", field.relationship().isEmpty() ? null : field.relationship());
        return describe;
    }
}
