package org.jackfield.crm.sandbox.internal.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.crm.sandbox.internal.rest.Request;
import org.jackfield.crm.sandbox.internal.rest.Response;

/** What was asked lately, decoded, for tests that have to know what reached the org and what did not. Thread-safe. */
final class RequestLog {
    /** Where it is read, and with DELETE emptied: nothing that Salesforce has. */
    static final String PATH = "/sandbox/requests";

    private static final int MOST = 2_000;
    private static final int LONGEST = 4_000;

    private final Deque<Map<String, Object>> requests = new ArrayDeque<>();

    void note(Request request) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("method", request.method());
        told.put("path", Request.decoded(request.path()));
        told.put("query", Request.decoded(request.query()));
        boolean secret = request.path().startsWith("/services/oauth2");
        told.put("body", secret ? "" : shortened(request.body()));
        synchronized (requests) {
            requests.addLast(told);
            if (requests.size() > MOST) {
                requests.removeFirst();
            }
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The oldest first. */
    Response answer(Request request) {
        List<Map<String, Object>> told;
        synchronized (requests) {
            if (request.method().equals("DELETE")) {
                requests.clear();
            }
            told = new ArrayList<>(requests);
        }
        return Response.json(200, told);
    }
}
