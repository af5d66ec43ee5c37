package org.jackfield.crm.sandbox.internal.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;

/** {@code /composite/sobjects}: up to 200 records in one call, each with an outcome of its own. */
final class Collections {
    private static final int MOST = 200;

    private final Org org;

    Collections(Org org) {
        this.org = org;
    }

    /** @param path what stands behind {@code /composite/sobjects/}, decoded */
    Response answer(Request request, List<String> path) {
        return switch (request.method() + path.size()) {
            case "POST0" -> each(request, fields -> outcome(org.create(type(fields), Sobjects.fields(fields))));
            case "PATCH0" -> each(request, this::update);
            case "PATCH2" -> each(request, fields -> upsert(path.get(0), path.get(1), fields));
            case "DELETE0" -> delete(request);
            default -> throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
        };
    }

    private Response each(Request request, Function<Map<String, Object>, Map<String, Object>> write) {
        List<Map<String, Object>> records = records(request);
        // one unknown field and the whole call is malformed, as it is in Salesforce
        records.forEach(fields -> Sobjects.fields(fields).keySet().stream()
                .filter(name -> !name.equalsIgnoreCase("Id"))
                .forEach(name -> org.schema().need(type(fields)).need(name)));
        List<Map<String, Object>> outcomes = new ArrayList<>();
        for (Map<String, Object> fields : records) {
            try {
                outcomes.add(write.apply(fields));
            } catch (ApiError e) {
                outcomes.add(failed(e));
            }
        }
        return Response.json(200, outcomes);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> records(Request request) {
        Object records = request.json().get("records");
        if (!(records instanceof List<?> list) || list.stream().anyMatch(record -> !(record instanceof Map))) {
            throw new ApiError(400, "JSON_PARSER_ERROR", "records is no list of records");
        }
        if (list.size() > MOST) {
            throw new ApiError(
                    400,
                    "EXCEEDED_MAX_SIZE_REQUEST",
                    "record limit reached. cannot submit more than 200 records in this operation");
        }
        return (List<Map<String, Object>>) records;
    }

    private static String type(Map<String, Object> fields) {
        return Optional.ofNullable(fields.get("attributes"))
                .map(attributes -> ((Map<?, ?>) attributes).get("type"))
                .map(Object::toString)
                .orElseThrow(() ->
                        new ApiError(400, "INVALID_TYPE", "Invalid sobject provided. Please check the type attribute"));
    }

    private Map<String, Object> update(Map<String, Object> written) {
        Map<String, Object> fields = Sobjects.fields(written);
        String id = String.valueOf(Optional.ofNullable(fields.remove("Id")).orElse(fields.remove("id")));
        org.update(type(written), id, fields);
        return outcome(id);
    }

    private Map<String, Object> upsert(String type, String field, Map<String, Object> written) {
        Map<String, Object> fields = Sobjects.fields(written);
        Object value = fields.remove(org.schema().need(type).need(field).name());
        if (value == null) {
            throw new ApiError(400, "MISSING_ARGUMENT", field + " not specified", field);
        }
        Org.Upserted done = org.upsert(type, field, value.toString(), fields);
        Map<String, Object> outcome = outcome(done.id());
        outcome.put("created", done.created());
        return outcome;
    }

    private Response delete(Request request) {
        List<Map<String, Object>> outcomes = new ArrayList<>();
        for (String id : request.parameter("ids").orElse("").split(",")) {
            try {
                org.delete(org.schema().ofId(id).map(type -> type.name()).orElse("Task"), id);
                outcomes.add(outcome(id));
            } catch (ApiError e) {
                outcomes.add(failed(e));
            }
        }
        return Response.json(200, outcomes);
    }

    private static Map<String, Object> outcome(String id) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("id", id);
        outcome.put("success", true);
        outcome.put("errors", List.of());
        return outcome;
    }

    private static Map<String, Object> failed(ApiError error) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        outcome.put("success", false);
        outcome.put("errors", List.of(Response.body(error, "statusCode")));
        return outcome;
    }
}
