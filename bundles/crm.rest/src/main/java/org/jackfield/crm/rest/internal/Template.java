package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one kind of CRM is spoken to: what a template file says. Texts may hold expressions such as
 * {@code {number.e164}}, see {@link Expression}; places in answers are {@link Place}s.
 *
 * @param title the vendor's name, for sentences
 * @param settings what the configuration must give beside {@code url}, and what each is for
 * @param words tables that turn a value into the vendor's word; each is a filter of its name
 * @param error a place that only failed answers have, for CRMs that say 200 to everything; empty if there is none
 * @param check a request that works if address and log-in are right
 * @param agent finds the CRM's user by the agent's e-mail
 * @param show opens a record on an agent's screen inside the CRM
 */
record Template(
        String title,
        Map<String, String> settings,
        Map<String, Map<String, String>> words,
        String error,
        Login authentication,
        Request check,
        List<Search> lookup,
        Found agent,
        Log log,
        Request show) {

    Template {
        Template.require(title != null && !title.isBlank(), "title is missing; give the vendor's name");
        Template.require(check != null, "check is missing; name a request that works if the log-in is right");
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        words = words == null ? Map.of() : Map.copyOf(words);
        error = error == null ? "" : error;
        authentication = authentication == null ? Login.NONE : authentication;
        lookup = lookup == null ? List.of() : List.copyOf(lookup);
        Template.require(!lookup.isEmpty() || log != null, "there is neither lookup nor log, so it would do nothing");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** The ways to log in. */
    enum LoginType {
        none,
        basic,
        bearer,
        header,
        clientCredentials,
        refreshToken,
        session
    }

    /**
     * How requests prove who sends them.
     *
     * @param username for basic
     * @param password for basic
     * @param token for bearer, header and session: what is sent
     * @param header whose value it is, Authorization if nothing is said
     * @param scheme what stands before the token
     * @param base64 whether the token is sent in base64
     * @param request for session: logs in; for the OAuth types: the token's address
     * @param take for session: places in the answer, to be used in the token as {@code {login.name}}
     */
    record Login(
            LoginType type,
            String username,
            String password,
            String token,
            String header,
            String scheme,
            boolean base64,
            Request request,
            Map<String, String> take) {
        static final Login NONE = new Login(LoginType.none, null, null, null, null, null, false, null, null);

        Login {
            require(type != null, "authentication.type is missing; there are " + List.of(LoginType.values()));
            username = text(username);
            password = text(password);
            token = text(token);
            header = header == null ? "Authorization" : header;
            scheme = scheme == null ? "" : scheme;
            take = take == null ? Map.of() : Map.copyOf(take);
            boolean asks =
                    type == LoginType.session || type == LoginType.clientCredentials || type == LoginType.refreshToken;
            require(!asks || request != null, "authentication of type " + type + " needs a request");
        }
    }

    /**
     * One request. The address is the configured url with this path and nothing else.
     *
     * @param when nothing is sent if this expression is empty
     * @param body sent as JSON; its texts may hold expressions, and an object with {@code $if} is left out if that
     *     expression is empty
     * @param form sent as a form instead
     */
    record Request(
            String when,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            JsonNode body,
            Map<String, String> form) {
        Request {
            when = when == null ? "always" : when;
            method = method == null ? "GET" : method;
            require(method.matches("GET|POST|PUT|PATCH"), "method '" + method + "' is none of GET, POST, PUT, PATCH");
            require(
                    path != null && path.startsWith("/"),
                    "path '" + path + "' does not begin with /; it stands behind the configured url");
            query = query == null ? Map.of() : query;
            headers = headers == null ? Map.of() : headers;
            body = body == null ? MissingNode.getInstance() : body;
            form = form == null ? Map.of() : form;
        }
    }

    /**
     * A search for a number.
     *
     * @param records the place of the list of records
     * @param pages how many pages are read at most, where the request says which by {@code {page}}, from 1
     * @param type the CRM's word for what it finds
     * @param name its place, or several with spaces between them
     * @param phones every place in a record that holds telephone numbers, under the word for it
     * @param url opens the record
     */
    record Search(
            Request request,
            String records,
            int pages,
            String type,
            String id,
            String name,
            String company,
            Map<String, String> phones,
            String url) {
        Search {
            require(request != null, "lookup: request is missing");
            require(id != null && name != null, "lookup: id and name say where a record's id and name are");
            require(
                    phones != null && !phones.isEmpty(),
                    "lookup: phones is missing; without it no answer can be verified");
            records = text(records);
            pages = Math.max(1, pages);
            type = type == null ? "Contact" : type;
            company = text(company);
            url = text(url);
        }
    }

    /**
     * A request that gives an id.
     *
     * @param id its place in the answer
     */
    record Found(Request request, String id) {
        Found {
            require(request != null && id != null, "request and id are both needed");
        }
    }

    /**
     * How a call is logged: {@code find} by our key, then {@code update} what is there or {@code create} it.
     *
     * @param exactlyOnce whether the CRM itself refuses a second activity of the same key, so that create may be sent
     *     twice
     * @param when a call for which this expression is empty is not logged
     * @param link ties the activity to the caller's record, if it is known; may be sent again
     */
    record Log(String when, boolean exactlyOnce, Found find, Found create, Request update, Request link) {
        Log {
            when = when == null ? "always" : when;
            require(create != null, "log: create is missing");
            require(
                    exactlyOnce || find != null,
                    "log: find is missing; without it, or exactlyOnce, a call would be logged twice");
        }
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    Optional<Found> agentSearch() {
        return Optional.ofNullable(agent);
    }

    Optional<Log> logging() {
        return Optional.ofNullable(log);
    }

    Optional<Request> showing() {
        return Optional.ofNullable(show);
    }
}
