package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of Salesforce. It holds numbers and secrets, so it never tells what it is.
 *
 * @param path with the query, encoded
 * @param body empty for none
 */
public record Call(String method, String path, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Call {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    public static Call get(String path) {
        return new Call("GET", path, Map.of(), new byte[0]);
    }

    /** A request with a body of JSON. */
    public static Call json(String method, String path, Object body) {
        try {
            return new Call(method, path, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    /** A form, as the token endpoint takes it. */
    static Call form(String path, Map<String, String> values) {
        String form = values.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&"));
        return new Call(
                "POST",
                path,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8));
    }

    /** This with one header more. */
    public Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, path, all, body);
    }

    /** Made safe for a place in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method;
    }
}
