package org.jackfield.crm.sandbox.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jackfield.crm.sandbox.internal.org.ApiError;

/**
 * What a client asks, whether it came over the wire or inside a composite request.
 *
 * @param path still encoded, without the query
 * @param headers names in lower case
 */
public record Request(String method, String path, String query, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** A parameter of the query. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(form(query).get(name));
    }

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Pairs as a form sends them. */
    public static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    /** Undoes the encoding of a part of an address. */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "MALFORMED_QUERY", "not URL-encoded: " + text);
        }
    }

    /** The body as a JSON object. */
    public Map<String, Object> json() {
        try {
            Map<String, Object> json = JSON.readValue(body.isBlank() ? "{}" : body, MAP);
            return json == null ? Map.of() : json;
        } catch (JsonProcessingException e) {
            throw new ApiError(400, "JSON_PARSER_ERROR", "Unexpected character in the request's body");
        }
    }
}
