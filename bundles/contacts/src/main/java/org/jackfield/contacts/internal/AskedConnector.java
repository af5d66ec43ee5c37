package org.jackfield.contacts.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;

/**
 * One connector and the questions that are open with it. Asks on a thread of its own, because a connector that blocks,
 * against its contract, shall hold up neither a call nor another connector; asks once for a number however many want to
 * know at the same time. Thread-safe.
 */
final class AskedConnector implements AutoCloseable {
    private static final int QUESTIONS_WAITING = 500;
    /** A question without an answer for so long has got lost: the next one who wants to know asks again. */
    private static final long LOST_NS = TimeUnit.SECONDS.toNanos(30);

    private final Breaker breaker;
    private final CrmConnector connector;
    private final String name;
    private final String tenant;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private record Question(CompletableFuture<List<Match>> answer, long since) {}

    AskedConnector(CrmConnector connector, LongSupplier nanoTime) {
        this.breaker = new Breaker(nanoTime, Math::random);
        this.connector = new GuardedConnector(connector, breaker);
        this.name = connector.name();
        this.tenant = connector.tenant();
        this.nanoTime = nanoTime;
        thread = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUESTIONS_WAITING),
                task -> new Thread(task, "jackfield-contacts-" + name));
        thread.allowCoreThreadTimeOut(true);
    }

    CrmConnector connector() {
        return connector;
    }

    BreakerState breaker() {
        return breaker.state();
    }

    String name() {
        return name;
    }

    String tenant() {
        return tenant;
    }

    /** Asks, or joins who has asked already. Fails with one sentence. */
    CompletableFuture<List<Match>> ask(PhoneNumber number) {
        long now = nanoTime.getAsLong();
        if (open.size() > QUESTIONS_WAITING) {
            open.values().removeIf(running -> lost(running, now));
        }
        Question mine = new Question(new CompletableFuture<>(), now);
        Question question =
                open.compute(number.value(), (e164, running) -> running == null || lost(running, now) ? mine : running);
        if (question == mine) {
            mine.answer().whenComplete((matches, failure) -> {
                open.remove(number.value(), mine);
                failed.addAndGet(failure == null ? 0 : 1);
            });
            put(number, mine.answer());
        }
        return question.answer();
    }

    private static boolean lost(Question question, long now) {
        return now - question.since() > LOST_NS;
    }

    private void put(PhoneNumber number, CompletableFuture<List<Match>> answer) {
        asked.incrementAndGet();
        try {
            Runnable question =
                    () -> connector.lookup(number).whenComplete((matches, failure) -> take(matches, failure, answer));
            if (breaker.state() == BreakerState.OPEN) {
                question.run(); // refuses at once, even while a request blocks the thread
            } else {
                thread.execute(question);
            }
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IllegalStateException(
                    thread.isShutdown() ? "was removed" : QUESTIONS_WAITING + " questions wait for it already"));
        }
    }

    private static void take(List<Match> matches, Throwable failure, CompletableFuture<List<Match>> answer) {
        try {
            if (failure == null) {
                answer.complete(List.copyOf(matches));
            } else {
                answer.completeExceptionally(failure);
            }
        } catch (NullPointerException e) {
            answer.completeExceptionally(new IllegalStateException("gave an answer that is none"));
        }
    }

    /** What the connector says of itself, with what was seen of it here. */
    Status status() {
        Status told = told();
        Map<String, Long> counters = new HashMap<>(told.counters());
        counters.put("asked", asked.get());
        counters.put("failed", failed.get());
        counters.put("breakerOpen", breaker.state() == BreakerState.CLOSED ? 0L : 1L);
        return new Status("connector " + name, tenant, told.state(), told.reason(), told.since(), counters);
    }

    private Status told() {
        try {
            return connector.status();
        } catch (RuntimeException e) {
            String reason = "Connector " + name + " does not say how it is (" + e + "); update or restart its bundle";
            return new Status(name, tenant, Status.State.DOWN, reason, Instant.now(), Map.of());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        open.values()
                .forEach(question -> question.answer().completeExceptionally(new IllegalStateException("was removed")));
    }
}
