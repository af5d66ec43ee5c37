package org.jackfield.pbx.push.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Takes one link's events at {@code /push/<name>/<event>}. */
final class PushServlet extends HttpServlet {
    static final int LONGEST_BODY = 8 * 1024;

    private static final long serialVersionUID = 1L;
    private static final Set<String> EVENTS =
            Set.of("newCall", "ring", "answer", "hold", "retrieve", "transfer", "hangup");
    private static final int TOO_LONG = 413;
    private static final int NO_FORM = 415;

    /** What becomes of an event that was let in. */
    interface Taker {
        void take(String event, Form form) throws Refusal;

        /** Somebody without the secret. @return whether the answer may say so, or must say to slow down */
        boolean stranger();

        void unreadable(String sentence);
    }

    private final transient Taker taker;
    private final transient byte[] secret;

    PushServlet(String secret, Taker taker) {
        this.taker = taker;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        if (!knows(request.getHeader("Authorization"))) {
            stranger(response);
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            problem(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "An event is sent by POST");
        } else if (!path.startsWith("/") || !EVENTS.contains(path.substring(1))) {
            problem(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "There is no such event; there are "
                            + String.join(", ", EVENTS.stream().sorted().toList()));
        } else {
            take(path.substring(1), request, response);
        }
    }

    private void take(String event, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            unreadable(response, NO_FORM, "The values are sent as a form, as curl -d does it");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            unreadable(response, TOO_LONG, "An event is at most " + LONGEST_BODY + " bytes long");
            return;
        }
        try {
            taker.take(event, new Form(new String(body, StandardCharsets.UTF_8)));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } catch (Refusal refusal) {
            if (refusal.status() == Refusal.TOO_MANY) {
                response.setHeader("Retry-After", "1");
            }
            if (refusal.status() == Refusal.INVALID) {
                unreadable(response, refusal.status(), refusal.getMessage());
            } else {
                problem(response, refusal.status(), refusal.getMessage());
            }
        }
    }

    private void unreadable(HttpServletResponse response, int status, String sentence) throws IOException {
        taker.unreadable(sentence);
        problem(response, status, sentence);
    }

    private void stranger(HttpServletResponse response) throws IOException {
        if (taker.stranger()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            problem(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "The secret is missing or wrong; it is the one in the link's file in etc");
        } else {
            response.setHeader("Retry-After", "10");
            problem(response, Refusal.TOO_MANY, "Too many requests without the secret");
        }
    }

    /** The secret as {@code Bearer}, or as the password of {@code Basic} for a PBX that knows only that. */
    private boolean knows(String authorization) {
        String[] parts = Objects.requireNonNullElse(authorization, "").split(" ", 2);
        if (parts.length != 2) {
            return false;
        }
        byte[] given =
                switch (parts[0].toLowerCase(Locale.ROOT)) {
                    case "bearer" -> parts[1].getBytes(StandardCharsets.UTF_8);
                    case "basic" -> password(parts[1]);
                    default -> new byte[0];
                };
        return MessageDigest.isEqual(secret, given);
    }

    private static byte[] password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** RFC 9457. Sentences hold values only that were checked, so there is nothing to escape but quotes. */
    private static void problem(HttpServletResponse response, int status, String sentence) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json;charset=utf-8");
        String json = "{\"status\":" + status + ",\"detail\":\""
                + sentence.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }
}
