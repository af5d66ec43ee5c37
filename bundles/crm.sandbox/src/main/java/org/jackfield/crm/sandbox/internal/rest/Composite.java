package org.jackfield.crm.sandbox.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.crm.sandbox.internal.org.ApiError;

/**
 * {@code /composite}: up to 25 requests in one call; a later one may use {@code @{ref.records[0].Id}} of an earlier
 * one.
 */
final class Composite {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 25;
    private static final Pattern REFERENCE = Pattern.compile("@\\{([A-Za-z0-9_]+)((?:\\.\\w+|\\[\\d+])*)}");

    private final Function<Request, Response> single;

    /** @param single answers one request, its refusals too */
    Composite(Function<Request, Response> single) {
        this.single = single;
    }

    Response answer(Request request) {
        if (!(request.json().get("compositeRequest") instanceof List<?> parts)) {
            throw new ApiError(400, "JSON_PARSER_ERROR", "compositeRequest is no list");
        }
        if (parts.size() > MOST) {
            throw new ApiError(400, "LIMIT_EXCEEDED", "Too many subrequests; at most 25 are allowed");
        }
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        List<Map<String, Object>> responses = new ArrayList<>();
        for (Object each : parts) {
            Map<?, ?> part = (Map<?, ?>) each;
            String reference = String.valueOf(part.get("referenceId"));
            Response response = run(request, part, answers);
            answers.put(reference, JSON.valueToTree(response.body()));
            responses.add(told(reference, response));
        }
        return Response.json(200, Map.of("compositeResponse", responses));
    }

    private static Map<String, Object> told(String reference, Response response) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("body", response.body());
        told.put("httpHeaders", response.headers());
        told.put("httpStatusCode", response.status());
        told.put("referenceId", reference);
        return told;
    }

    private Response run(Request whole, Map<?, ?> part, Map<String, JsonNode> answers) {
        try {
            String url = filled(String.valueOf(part.get("url")), answers);
            int question = url.indexOf('?');
            Object body = part.get("body");
            return single.apply(new Request(
                    String.valueOf(part.get("method")),
                    question < 0 ? url : url.substring(0, question),
                    question < 0 ? "" : url.substring(question + 1),
                    whole.headers(),
                    body == null ? "" : filled(JSON.writeValueAsString(body), answers)));
        } catch (ApiError e) {
            return Response.error(e, "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String filled(String text, Map<String, JsonNode> answers) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(value(
                        answers.get(reference.group(1)),
                        reference.group(2).replace("[", "/").replace("]", "").replace(".", "/"))));
    }

    private static String value(JsonNode answer, String pointer) {
        JsonNode value = answer == null ? null : answer.at(pointer);
        if (value == null || value.isMissingNode() || value.isNull()) {
            throw new ApiError(400, "PROCESSING_HALTED", "Invalid reference specified. No value for " + pointer);
        }
        return value.asText();
    }
}
