package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** Reads refusals in each of Salesforce's forms. Pure. */
public final class Refusals {
    private static final int LONGEST_MESSAGE = 300;
    /** A message may repeat what it refuses. */
    private static final Pattern NUMBERS = Pattern.compile("(?<!\\w)\\+?\\d[\\d ().-]{4,}\\d(?!\\w)");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("REQUEST_LIMIT_EXCEEDED", Kind.LIMIT),
            Map.entry("TOO_MANY_REQUESTS", Kind.LIMIT),
            Map.entry("UNABLE_TO_LOCK_ROW", Kind.BUSY),
            Map.entry("SERVER_UNAVAILABLE", Kind.BUSY),
            Map.entry("UNKNOWN_EXCEPTION", Kind.BUSY),
            Map.entry("QUERY_TIMEOUT", Kind.BUSY),
            Map.entry("INVALID_FIELD", Kind.FIELDS),
            Map.entry("INVALID_FIELD_FOR_INSERT_UPDATE", Kind.FIELDS),
            Map.entry("REQUIRED_FIELD_MISSING", Kind.FIELDS),
            Map.entry("FIELD_CUSTOM_VALIDATION_EXCEPTION", Kind.FIELDS),
            Map.entry("STRING_TOO_LONG", Kind.FIELDS),
            Map.entry("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", Kind.FIELDS),
            Map.entry("JSON_PARSER_ERROR", Kind.FIELDS),
            Map.entry("INSUFFICIENT_ACCESS", Kind.FORBIDDEN),
            Map.entry("INSUFFICIENT_ACCESS_OR_READONLY", Kind.FORBIDDEN),
            Map.entry("API_DISABLED_FOR_ORG", Kind.FORBIDDEN),
            Map.entry("API_CURRENTLY_DISABLED", Kind.FORBIDDEN),
            Map.entry("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", Kind.LINK),
            Map.entry("ENTITY_IS_DELETED", Kind.LINK),
            Map.entry("INVALID_CROSS_REFERENCE_KEY", Kind.LINK),
            Map.entry("FIELD_INTEGRITY_EXCEPTION", Kind.LINK),
            Map.entry("MALFORMED_ID", Kind.LINK),
            Map.entry("INACTIVE_OWNER_OR_USER", Kind.OWNER),
            Map.entry("DUPLICATE_VALUE", Kind.DUPLICATE),
            Map.entry("DUPLICATES_DETECTED", Kind.SIMILAR),
            Map.entry("DUPLICATE_EXTERNAL_ID", Kind.SEVERAL),
            Map.entry("NOT_FOUND", Kind.MISSING),
            Map.entry("INVALID_TYPE", Kind.MISSING));

    private Refusals() {}

    /** The refusal of a whole request. */
    static Trouble of(Reply reply) {
        Duration after = retryAfter(reply);
        JsonNode first = reply.json()
                .map(json -> json.isArray() ? json.path(0) : json)
                .filter(JsonNode::isObject)
                .orElse(null);
        if (first == null) {
            return reply.status() == 300
                    ? new Trouble(Kind.SEVERAL, "Several records carry one external id")
                    : new Trouble(
                            reply.status() == 404 ? Kind.MISSING : Kind.BUSY,
                            "",
                            "Salesforce answered with status " + reply.status() + " and a page instead of data",
                            List.of(),
                            after);
        }
        Trouble told = of(first, after);
        Kind kind = told.kind() != Kind.OTHER ? told.kind() : ofStatus(reply.status());
        return new Trouble(kind, told.code(), told.getMessage(), told.fields(), told.records(), after);
    }

    /** One error, whether it names its code errorCode or statusCode. */
    public static Trouble of(JsonNode error) {
        return of(error, Duration.ZERO);
    }

    private static Trouble of(JsonNode error, Duration after) {
        String code = error.path("errorCode").asText(error.path("statusCode").asText());
        List<String> fields = new ArrayList<>();
        error.path("fields").forEach(field -> fields.add(field.asText()));
        Kind kind = KINDS.getOrDefault(code, Kind.OTHER);
        if (kind == Kind.LINK && fields.contains("OwnerId")) {
            kind = Kind.OWNER;
        }
        List<String> records = error.path("duplicateResult").findValuesAsText("Id");
        return new Trouble(kind, code, sentence(code, error.path("message").asText()), fields, records, after);
    }

    private static Kind ofStatus(int status) {
        return switch (status) {
            case 403 -> Kind.FORBIDDEN;
            case 404, 410 -> Kind.MISSING;
            case 429 -> Kind.LIMIT;
            default -> status >= 500 ? Kind.BUSY : Kind.OTHER;
        };
    }

    private static String sentence(String code, String message) {
        String text = NUMBERS.matcher(message.replaceAll("[\\p{Cntrl}\\s]+", " "))
                .replaceAll("…")
                .strip();
        String shortened = text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
        return "Salesforce refused it with " + (code.isEmpty() ? "no code" : code) + ": " + shortened;
    }

    private static Duration retryAfter(Reply reply) {
        return Optional.of(reply.header("retry-after"))
                .filter(seconds -> seconds.matches("\\d{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }
}
