package org.jackfield.contacts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.junit.jupiter.api.Test;

class GuardedConnectorTest {
    private static final List<Activity> TWO = Collections.nCopies(
            2, new Activity("key", "main", null, Optional.empty(), Instant.EPOCH, Duration.ZERO, true));

    private final AtomicLong clock = new AtomicLong();
    private final Breaker breaker = new Breaker(clock::get, () -> 0.5);
    private final Crm crm = new Crm();
    private final GuardedConnector guarded = new GuardedConnector(crm, breaker);

    private static final class Crm implements CrmConnector {
        Function<List<Activity>, CompletionStage<List<LogResult>>> log = Crm::down;
        int asked;

        static CompletionStage<List<LogResult>> down(List<Activity> activities) {
            return CompletableFuture.failedFuture(new IllegalStateException("HTTP 503"));
        }

        @Override
        public String name() {
            return "crm~test";
        }

        @Override
        public String tenant() {
            return "main";
        }

        @Override
        public CompletionStage<List<Match>> lookup(PhoneNumber number) {
            asked++;
            throw new IllegalStateException("HTTP 503");
        }

        @Override
        public CompletionStage<List<LogResult>> log(List<Activity> activities) {
            asked++;
            return log.apply(activities);
        }

        @Override
        public Status status() {
            return new Status(name(), tenant(), Status.State.UP, "", Instant.EPOCH, Map.of());
        }
    }

    private List<LogResult> log() {
        return guarded.log(TWO).toCompletableFuture().join();
    }

    private void failUntilOpen() {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertThrows(CompletionException.class, this::log);
        }
        assertEquals(BreakerState.OPEN, breaker.state());
    }

    @Test
    void whileItIsOpenActivitiesAreForLaterAndTheCrmIsLeftAlone() {
        failUntilOpen();
        List<LogResult> results = log();
        assertEquals(Breaker.FAILURES, crm.asked);
        assertEquals(2, results.size());
        LogResult.Later later = assertInstanceOf(LogResult.Later.class, results.get(0));
        assertEquals(Optional.of(Breaker.FIRST_PAUSE), later.after());
        assertTrue(later.reason().endsWith("since it failed: HTTP 503"), later.reason());
    }

    @Test
    void whatCannotBeLookedUpIsNotLoggedEitherSinceItIsTheSameCrm() {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertTrue(guarded.lookup(null).toCompletableFuture().isCompletedExceptionally());
        }
        log();
        assertEquals(Breaker.FAILURES, crm.asked);
    }

    @Test
    void oneThatTakesNoneOfManyFailsAndOneThatRefusesThemIsWell() {
        crm.log = activities ->
                CompletableFuture.completedFuture(List.of(LogResult.later("locked"), LogResult.later("locked")));
        for (int i = 0; i < Breaker.FAILURES; i++) {
            log();
        }
        assertEquals(BreakerState.OPEN, breaker.state());
        clock.addAndGet(Breaker.FIRST_PAUSE.toNanos());
        crm.log = activities -> CompletableFuture.completedFuture(
                List.of(LogResult.later("locked"), new LogResult.Refused("no such field")));
        log();
        assertEquals(BreakerState.CLOSED, breaker.state());
    }

    @Test
    void aConnectorThatTellsOfFewerThanItWasGivenHasFailed() {
        crm.log = activities -> CompletableFuture.completedFuture(List.of(new LogResult.Written("1")));
        assertThrows(CompletionException.class, this::log);
    }

    @Test
    void aConnectorThatAnswersNothingAtAllHasFailed() {
        crm.log = activities -> null;
        assertThrows(CompletionException.class, this::log);
    }
}
