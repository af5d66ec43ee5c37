package org.jackfield.crm.sandbox.internal.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.crm.sandbox.internal.org.ApiError;

/**
 * What a client gets.
 *
 * @param body to be written as JSON unless the type says otherwise; null for none
 */
public record Response(int status, Object body, String type, Map<String, String> headers) {
    /** The type of almost everything. */
    public static final String JSON = "application/json;charset=UTF-8";

    /** JSON. */
    public static Response json(int status, Object body) {
        return new Response(status, body, JSON, Map.of());
    }

    /** No body. */
    public static Response empty(int status) {
        return new Response(status, null, JSON, Map.of());
    }

    /** A page. */
    public static Response html(int status, String page) {
        return new Response(status, page, "text/html;charset=UTF-8", Map.of());
    }

    /** A refusal in Salesforce's form; several records for one external id are told by their addresses. */
    public static Response error(ApiError error, String version) {
        if (error.status() == 300) {
            return json(
                    300,
                    error.fields().stream()
                            .map(id -> "/services/data/v" + version + "/sobjects/Task/" + id)
                            .toList());
        }
        return json(error.status(), List.of(body(error, "errorCode")));
    }

    /** One error; collections call the code statusCode, everything else errorCode. */
    static Map<String, Object> body(ApiError error, String nameOfCode) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", error.getMessage());
        body.put(nameOfCode, error.code());
        boolean duplicates = error.code().equals(Duplicates.DETECTED);
        body.put("fields", duplicates ? List.of() : error.fields());
        if (duplicates) {
            body.put("duplicateResult", Duplicates.result(error.fields()));
        }
        return body;
    }

    /** This with one header more. */
    public Response with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, body, type, all);
    }
}
