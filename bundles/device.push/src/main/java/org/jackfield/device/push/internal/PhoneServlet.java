package org.jackfield.device.push.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Takes a phone's actions at {@code /phones/<id>/<secret>/<word>}: the only way a phone can say who it is is the
 * address it calls. What stands behind the question mark is not looked at: a number there proves nothing.
 */
final class PhoneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 8 * 1024;
    private static final int TOO_MANY = 429;

    /** Who takes an action. */
    interface Taker {
        /** Whether that phone may call from there, with that secret. */
        Answer take(String id, String secret, String word, String from, String userAgent, byte[] body);
    }

    /** What to answer: a status, and what the phone's screen shall show; empty for nothing. */
    record Answer(int status, String xml) {}

    private final transient Taker taker;

    PhoneServlet(Taker taker) {
        this.taker = taker;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        String[] path = Objects.requireNonNullElse(request.getPathInfo(), "").split("/", -1);
        boolean method =
                request.getMethod().equals("GET") || request.getMethod().equals("POST");
        if (path.length != 4 || !method) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            response.setStatus(TOO_MANY);
            return;
        }
        Answer answer = taker.take(
                path[1],
                path[2],
                path[3],
                request.getRemoteAddr(),
                Objects.requireNonNullElse(request.getHeader("User-Agent"), ""),
                body);
        response.setStatus(answer.status());
        if (!answer.xml().isEmpty()) {
            response.setContentType("text/xml;charset=utf-8");
            response.getOutputStream().write(answer.xml().getBytes(StandardCharsets.UTF_8));
        }
    }
}
