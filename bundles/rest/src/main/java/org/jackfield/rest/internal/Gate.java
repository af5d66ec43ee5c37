package org.jackfield.rest.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.store.StoreException;

/**
 * Decides who comes in. Every request passes here before anything else sees it: the host it was sent to, where the page
 * came from that sent it, who sends it, and whether that person's own page meant it.
 */
final class Gate {
    static final String COOKIE = "jackfield";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String BASE = "/api/v1/";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** What anybody may ask, by the exact path as sent: one that is written in any other way is not open. */
    private static final Map<String, Set<String>> OPEN = Map.of(
            BASE + "health", Set.of("GET", "HEAD"),
            BASE + "session", Set.of("POST"),
            BASE + "session/once", Set.of("GET"));

    private final Services services;
    private final Sessions sessions;
    private final Supplier<Settings> settings;

    Gate(Services services, Sessions sessions, Supplier<Settings> settings) {
        this.services = services;
        this.sessions = sessions;
        this.settings = settings;
    }

    static Problem unknown() {
        return new Problem(401, "Log in first: POST /api/v1/session, or send a token as 'Authorization: Bearer …'.");
    }

    /** Headers every answer of the API carries. */
    static void harden(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /**
     * Lets a request in, with its {@link Caller} attached unless the path is open to all.
     *
     * @throws Problem why it must not come in
     */
    void admit(HttpServletRequest request) {
        checkHost(request);
        Optional<String> token = bearer(request);
        if (token.isEmpty()) {
            checkOrigin(request);
        }
        if (OPEN.getOrDefault(request.getRequestURI(), Set.of()).contains(request.getMethod())) {
            return;
        }
        Caller caller = token.map(this::program)
                .or(() -> session(request).map(session -> browser(session, request)))
                .orElseThrow(Gate::unknown);
        if (!caller.account().may(AccountRole.AGENT)) {
            throw new Problem(403, "'" + caller.name() + "' is the account of a device; it may use the broker only.");
        }
        caller.enter(request);
    }

    /** The live session of the cookie a request carries. */
    Optional<Session> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return sessions.use(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether browsers reach this server by HTTPS. */
    boolean secure(HttpServletRequest request) {
        return request.isSecure() || settings.get().behindHttps();
    }

    /** Whether the page may stand in a frame of another site's page. */
    boolean framed() {
        return settings.get().framed();
    }

    /** Whether an account is still what it was. Asks the store. */
    boolean unchanged(Account account) {
        return unlessAway(() -> services.accounts().account(account.tenant(), account.name()), account);
    }

    /** Whether what let a caller in still does. Asks the store for tokens. */
    boolean holds(Caller caller) {
        return caller.session().map(sessions::holds).orElse(true)
                && caller.token()
                        .map(token -> unlessAway(() -> services.accounts().authenticateToken(token), caller.account()))
                        .orElse(true);
    }

    /** Who is in stays in while the store is away. */
    private static boolean unlessAway(Supplier<Optional<Account>> asked, Account expected) {
        try {
            return asked.get().filter(expected::equals).isPresent();
        } catch (Problem | StoreException e) {
            return true;
        }
    }

    /** Another site's name may be made to point at this address (DNS rebinding); its pages must not get in. */
    private void checkHost(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (!LOOPBACK.contains(host)
                && !IP_ADDRESS.matcher(host).matches()
                && !settings.get().publicHosts().contains(host)) {
            throw new Problem(
                    421,
                    "This server does not go by the name '" + host + "': add it to publicHosts in " + Settings.FILE
                            + " if it should.");
        }
    }

    private void checkOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.toLowerCase(Locale.ROOT).equals(ownOrigin(request))) {
            throw new Problem(
                    403,
                    "A page of '" + origin + "' may not talk to " + ownOrigin(request)
                            + ". Behind a proxy that speaks HTTPS, set behindHttps=true in " + Settings.FILE + ".");
        }
    }

    private String ownOrigin(HttpServletRequest request) {
        boolean secure = secure(request);
        String host = Optional.ofNullable(request.getHeader("Host"))
                .orElseGet(() -> request.getServerName() + ":" + request.getServerPort())
                .toLowerCase(Locale.ROOT);
        String standardPort = secure ? ":443" : ":80";
        return (secure ? "https://" : "http://")
                + (host.endsWith(standardPort) ? host.substring(0, host.length() - standardPort.length()) : host);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    private Caller program(String token) {
        return services.accounts()
                .authenticateToken(token)
                .map(account -> Caller.of(account, token))
                .orElseThrow(() -> new Problem(401, "This token is not known, or was revoked."));
    }

    private static Caller browser(Session session, HttpServletRequest request) {
        String csrf = request.getHeader(CSRF_HEADER);
        if (!SAFE.contains(request.getMethod())
                && (csrf == null || !MessageDigest.isEqual(bytes(csrf), bytes(session.csrf())))) {
            throw new Problem(
                    403,
                    "A request that changes something needs the header " + CSRF_HEADER
                            + " with the value 'csrf' of GET /api/v1/session.");
        }
        return Caller.of(session);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
