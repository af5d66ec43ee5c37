package org.jackfield.rest.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** An expected fault of a request, answered as {@code application/problem+json} (RFC 9457). */
final class Problem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final int status;
    private final transient Map<String, Object> members;

    /** @param detail one sentence a person can act on */
    Problem(int status, String detail) {
        this(status, detail, Map.of());
    }

    /** @param members what a program may want beside the sentence */
    Problem(int status, String detail, Map<String, Object> members) {
        super(detail, null, false, false);
        this.status = status;
        this.members = Map.copyOf(members);
    }

    int status() {
        return status;
    }

    /** The JSON object to answer. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", TITLES.getOrDefault(status, "Error"));
        body.put("status", status);
        body.put("detail", getMessage());
        body.putAll(members);
        return body;
    }
}
