package org.jackfield.rest.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jackfield.api.event.Position;

/** {@code GET /events}: opens event streams on asynchronous servlet output, which needs no thread per stream. */
final class EventStreams {
    private static final Position NEVER = new Position("", 0);

    private final EventHub hub;
    private final Supplier<Settings> settings;

    EventStreams(EventHub hub, Supplier<Settings> settings) {
        this.hub = hub;
        this.settings = settings;
    }

    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            throw new Problem(405, "The event stream is read with GET.");
        }
        if (hub.streams() >= settings.get().maxStreams()) {
            throw new Problem(
                    503,
                    "There are " + settings.get().maxStreams() + " event streams open, which is the most maxStreams in "
                            + Settings.FILE + " allows.");
        }
        if (!hub.hasLog()) {
            throw new Problem(503, "The event log is not running.");
        }
        Caller caller = Caller.of(request);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        ServletOutputStream out = response.getOutputStream();
        EventClient client = new EventClient(caller, out, () -> complete(context));
        context.addListener(new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) {
                hub.remove(client);
            }

            @Override
            public void onError(AsyncEvent event) {
                client.close();
            }

            @Override
            public void onTimeout(AsyncEvent event) {
                client.close();
            }

            @Override
            public void onStartAsync(AsyncEvent event) {
                // a stream is started once
            }
        });
        try {
            hub.open(client, lastSeen(request));
            out.setWriteListener(client);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** What the client read last; an id this server never gave is like one it no longer knows. */
    private static Optional<Position> lastSeen(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.getParameter("after")))
                .filter(id -> !id.isBlank())
                .map(id -> {
                    try {
                        Position position = Position.parse(id);
                        return position.seq() < 0 ? NEVER : position;
                    } catch (IllegalArgumentException e) {
                        return NEVER;
                    }
                });
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // the container completed it already
        }
    }
}
