package org.jackfield.routes.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.RouteIdAware;
import org.jackfield.api.health.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What failed in which route. A failing route is a status; the log gets one sentence a kind and minute, because a
 * broken web hook at twenty calls a second must not roll everything else away.
 */
final class RouteFailures {
    static final Duration LOGGED_AGAIN_AFTER = Duration.ofMinutes(1);

    /** A route that has not failed for so long is well again. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(RouteFailures.class);

    private final Clock clock;
    private final Map<String, Failure> byRoute = new ConcurrentHashMap<>();

    private record Failure(String kind, String sentence, Instant since, Instant at, Instant logged, long count) {}

    RouteFailures(Clock clock) {
        this.clock = clock;
    }

    /** Notes what the consumer of a route could not do. */
    ExceptionHandler of(RouteIdAware consumer) {
        return new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                failed(consumer.getRouteId(), exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                failed(consumer.getRouteId(), exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                failed(consumer.getRouteId(), exception);
            }
        };
    }

    /** Notes a failure of a route. */
    void failed(String route, Throwable exception) {
        Throwable cause = cause(exception);
        String sentence = sentence(cause);
        Instant now = clock.instant();
        byRoute.compute(route, (id, last) -> {
            boolean same = last != null && last.kind.equals(cause.getClass().getName());
            boolean quiet = same && now.isBefore(last.logged.plus(LOGGED_AGAIN_AFTER));
            if (!quiet) {
                LOG.warn("Route {} failed: {}", route, sentence);
            } else {
                LOG.debug("Route {} failed: {}", route, sentence);
            }
            return new Failure(
                    cause.getClass().getName(),
                    sentence,
                    last == null ? now : last.since,
                    now,
                    quiet ? last.logged : now,
                    last == null ? 1 : last.count + 1);
        });
    }

    /** The route is gone. */
    void forget(String route) {
        byRoute.remove(route);
    }

    /** Routes that failed lately. */
    List<Status> health() {
        Instant now = clock.instant();
        byRoute.values().removeIf(failure -> now.isAfter(failure.at.plus(FORGOTTEN_AFTER)));
        return byRoute.entrySet().stream()
                .map(each -> new Status(
                        "route " + each.getKey(),
                        "",
                        Status.State.DEGRADED,
                        each.getValue().sentence,
                        each.getValue().since,
                        Map.of("failures", each.getValue().count)))
                .toList();
    }

    /** What really went wrong, out of what a stage wraps around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The failure in one line. */
    static String sentence(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().get();
    }
}
