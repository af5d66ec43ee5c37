package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RouteFailuresTest {
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private final InstantSource time = () -> now;
    private final RouteFailures failures = new RouteFailures(time.withZone(ZoneOffset.UTC));

    @Test
    void aFailingRouteIsAStatusUntilItIsWellForFiveMinutes() {
        failures.failed("hook", new IllegalStateException("refused"));
        failures.failed("hook", new IllegalStateException("refused again"));
        assertEquals("refused again", failures.health().get(0).reason());
        assertEquals(2, failures.health().get(0).counters().get("failures"));
        now = now.plus(RouteFailures.FORGOTTEN_AFTER).plus(Duration.ofSeconds(1));
        assertTrue(failures.health().isEmpty());
    }

    @Test
    void aRemovedRouteFailsNoMore() {
        failures.failed("hook", new IllegalStateException("refused"));
        failures.forget("hook");
        assertTrue(failures.health().isEmpty());
    }

    @Test
    void theSentenceIsWhatWentWrongAndOneLine() {
        assertEquals(
                "The CRM is down",
                RouteFailures.sentence(new CompletionException(new IllegalStateException("The CRM is down\nat …"))));
        assertEquals("NullPointerException", RouteFailures.sentence(new NullPointerException()));
    }
}
