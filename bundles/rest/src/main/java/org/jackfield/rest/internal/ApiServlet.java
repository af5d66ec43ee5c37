package org.jackfield.rest.internal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/**
 * Everything below {@code /api}: first the {@link Gate}, then the event streams or, for all the rest, CXF. One servlet,
 * so that there is no way around the gate whatever else comes and goes on this server.
 */
final class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** So many log-ins may be under way: checking a password is slow on purpose, and a body may trickle in. */
    private static final int LOG_INS = 4;

    private static final int WAITING_LOG_INS = 8;
    private static final int LOG_IN_PATIENCE_SECONDS = 5;

    private final transient Gate gate;
    private final transient EventStreams events;
    private final transient CXFNonSpringServlet jaxRs;
    private final transient Json json;
    private final transient Semaphore logIns = new Semaphore(LOG_INS, true);

    ApiServlet(Gate gate, EventStreams events, CXFNonSpringServlet jaxRs, Json json) {
        this.gate = gate;
        this.events = events;
        this.jaxRs = jaxRs;
        this.json = json;
    }

    @Override
    public void init() throws ServletException {
        jaxRs.init(getServletConfig());
    }

    @Override
    public void destroy() {
        // nothing: when the server's ports are configured anew this servlet is taken out of service and put back
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // a request that was admitted before and now has its answer
            jaxRs.service(request, response);
            return;
        }
        Gate.harden(response);
        try {
            gate.admit(request);
            serve(request, response);
        } catch (RuntimeException e) {
            refuse(Errors.problem(e), response);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String path = request.getPathInfo();
        if ("/v1/events".equals(path)) {
            events.open(request, response);
        } else if (path == null || !path.startsWith("/v1/")) {
            throw new Problem(404, "The API is at /api/v1.");
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            jaxRs.service(request, response);
        } else if (request.getMethod().equals("POST") && path.equals("/v1/session")) {
            logIn(request, response);
        } else {
            jaxRs.service(Body.read(request), response);
        }
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (logIns.getQueueLength() >= WAITING_LOG_INS || !acquired()) {
            response.setHeader("Retry-After", "2");
            throw new Problem(429, "Too many people log in at once; try again in a moment.");
        }
        try {
            jaxRs.service(Body.read(request), response);
        } finally {
            logIns.release();
        }
    }

    private boolean acquired() {
        try {
            return logIns.tryAcquire(LOG_IN_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuse(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getOutputStream().write(json.write(problem.body()));
    }
}
