package org.jackfield.crm.sandbox.internal.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.crm.sandbox.internal.org.ApiError;
import org.jackfield.crm.sandbox.internal.org.Org;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.query.Soql;
import org.jackfield.crm.sandbox.internal.query.Sosl;

/** The REST API: everything below {@code /services}. Thread-safe. */
public final class RestApi {
    private static final List<String> VERSIONS = List.of("60.0", "65.0", "66.0");
    private static final int PAGE = 2_000;
    private static final int SMALLEST_PAGE = 200;

    private final Org org;
    private final Sessions sessions;
    private final OAuth oauth;
    private final Telephony telephony;
    private final PhoneIndex phones;
    private final long apiLimit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong cursors = new AtomicLong();
    private final Map<String, List<Map<String, Object>>> open = new ConcurrentHashMap<>();

    /** @param apiLimit calls until REQUEST_LIMIT_EXCEEDED */
    public RestApi(Org org, Sessions sessions, OAuth oauth, PhoneIndex phones, long apiLimit) {
        this.org = org;
        this.sessions = sessions;
        this.oauth = oauth;
        this.telephony = new Telephony(org, oauth);
        this.phones = phones;
        this.apiLimit = apiLimit;
    }

    /** @param instance the address of this org */
    public Response answer(Request request, String instance) {
        switch (request.path()) {
            case "/services/oauth2/token":
                return oauth.token(request, instance);
            case "/services/oauth2/revoke":
                return oauth.revoke(request);
            case "/services/data", "/services/data/":
                return Response.json(
                        200, VERSIONS.stream().map(RestApi::version).toList());
            default:
                return request.path().startsWith("/telephony/") ? telephony.answer(request) : counted(request);
        }
    }

    private static Map<String, String> version(String version) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("label", "v" + version);
        told.put("url", "/services/data/v" + version);
        told.put("version", version);
        return told;
    }

    private Response counted(Request request) {
        Response response;
        try {
            sessions.check(request);
            if (used.incrementAndGet() > apiLimit) {
                throw new ApiError(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
            }
            response = single(request);
        } catch (ApiError e) {
            response = Response.error(e, VERSIONS.get(VERSIONS.size() - 1));
        }
        return response.with("Sforce-Limit-Info", "api-usage=" + Math.min(used.get(), apiLimit) + "/" + apiLimit);
    }

    /** One request, alone or as a part of a composite one. */
    private Response single(Request request) {
        List<String> path = Arrays.stream(request.path().split("/"))
                .filter(part -> !part.isEmpty())
                .map(Request::decoded)
                .toList();
        if (path.size() < 3
                || !path.get(1).equals("data")
                || !path.get(2).startsWith("v")
                || !VERSIONS.contains(path.get(2).substring(1))) {
            throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
        }
        String version = path.get(2).substring(1);
        try {
            return path.size() == 3
                    ? resources(version)
                    : resource(request, version, path.get(3), path.subList(4, path.size()));
        } catch (ApiError e) {
            return Response.error(e, version);
        }
    }

    private static Response resources(String version) {
        Map<String, String> resources = new LinkedHashMap<>();
        for (String name : List.of("sobjects", "query", "queryAll", "search", "composite", "limits")) {
            resources.put(name, "/services/data/v" + version + "/" + name);
        }
        return Response.json(200, resources);
    }

    private Response resource(Request request, String version, String name, List<String> rest) {
        return switch (name) {
            case "limits" ->
                Response.json(
                        200,
                        Map.of(
                                "DailyApiRequests",
                                Map.of("Max", apiLimit, "Remaining", Math.max(0, apiLimit - used.get()))));
            case "query", "queryAll" -> rest.isEmpty() ? query(request, version) : more(rest.get(0), version);
            case "search" ->
                Response.json(
                        200,
                        Map.of(
                                "searchRecords",
                                new Sosl(org, version, phones)
                                        .run(request.parameter("q").orElse(""))));
            case "sobjects" -> {
                Sobjects sobjects = new Sobjects(org, version);
                yield rest.isEmpty() ? sobjects.all() : sobjects.answer(request, rest);
            }
            case "composite" ->
                rest.isEmpty()
                        ? new Composite(this::single).answer(request)
                        : new Collections(org).answer(request, rest.subList(1, rest.size()));
            default -> throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
        };
    }

    private Response query(Request request, String version) {
        Soql.Result result = new Soql(org, version).run(request.parameter("q").orElse(""));
        int size = request.header("Sforce-Query-Options")
                .map(options -> options.replaceAll(".*batchSize=(\\d+).*", "$1"))
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(digits -> Math.max(SMALLEST_PAGE, Math.min(PAGE, Integer.parseInt(digits))))
                .orElse(PAGE);
        return page(result.records(), 0, size, result.total(), version);
    }

    private Response page(List<Map<String, Object>> all, int from, int size, int total, String version) {
        int to = Math.min(from + size, all.size());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("totalSize", total);
        page.put("done", to == all.size());
        if (to < all.size()) {
            String cursor = "01g" + cursors.incrementAndGet() + "-" + to + "-" + size;
            open.put(cursor, all);
            page.put("nextRecordsUrl", "/services/data/v" + version + "/query/" + cursor);
        }
        page.put("records", new ArrayList<>(all.subList(from, to)));
        return Response.json(200, page);
    }

    private Response more(String cursor, String version) {
        List<Map<String, Object>> all = open.remove(cursor);
        if (all == null) {
            throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        String[] parts = cursor.split("-");
        return page(all, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), all.size(), version);
    }
}
