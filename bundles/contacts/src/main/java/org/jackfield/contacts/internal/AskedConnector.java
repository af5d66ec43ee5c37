package org.jackfield.contacts.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.jackfield.api.crm.Erasure;
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
    private static final int NOBODIES = 10_000;
    /** A question without an answer for so long has got lost: the next one who wants to know asks again. */
    private static final long LOST_NS = TimeUnit.SECONDS.toNanos(30);

    private final Breaker breaker;
    private final CrmConnector connector;
    private final String name;
    private final String tenant;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private final Map<String, Long> nobody = new ConcurrentHashMap<>();
    private final long believeNs;
    private final Optional<IndexedConnector> index;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private record Question(CompletableFuture<Answer> answer, long since) {}

    /** @param negativeMs how long "nobody" is believed */
    AskedConnector(CrmConnector connector, Optional<IndexedConnector> index, long negativeMs, LongSupplier nanoTime) {
        this.breaker = new Breaker(nanoTime, Math::random);
        this.connector = new GuardedConnector(connector, breaker);
        this.index = index;
        this.believeNs = TimeUnit.MILLISECONDS.toNanos(negativeMs);
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
    CompletableFuture<Answer> ask(PhoneNumber number) {
        Optional<Answer> known = index.flatMap(held -> held.find(number)).or(() -> nobody(number));
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        long now = nanoTime.getAsLong();
        if (open.size() > QUESTIONS_WAITING) {
            open.values().removeIf(running -> lost(running, now));
        }
        Question mine = new Question(new CompletableFuture<>(), now);
        Question question =
                open.compute(number.value(), (e164, running) -> running == null || lost(running, now) ? mine : running);
        if (question == mine) {
            mine.answer().whenComplete((answer, failure) -> {
                open.remove(number.value(), mine);
                failed.addAndGet(failure == null ? 0 : 1);
            });
            put(number, mine.answer());
        }
        return question.answer();
    }

    /** That nobody has a number is believed for a moment only: the contact may be created during the call. */
    private Optional<Answer> nobody(PhoneNumber number) {
        Long since = nobody.get(number.value());
        long age = since == null ? Long.MAX_VALUE : nanoTime.getAsLong() - since;
        if (age >= believeNs) {
            return Optional.empty();
        }
        return Optional.of(new Answer(List.of(), "It said so " + TimeUnit.NANOSECONDS.toSeconds(age) + " s ago."));
    }

    private void remember(PhoneNumber number) {
        if (believeNs > 0) {
            if (nobody.size() >= NOBODIES) {
                nobody.clear();
            }
            nobody.put(number.value(), nanoTime.getAsLong());
        }
    }

    private static boolean lost(Question question, long now) {
        return now - question.since() > LOST_NS;
    }

    private void put(PhoneNumber number, CompletableFuture<Answer> answer) {
        asked.incrementAndGet();
        try {
            Runnable question = () -> connector.lookup(number).whenComplete((matches, failure) -> {
                if (failure == null && matches != null && matches.isEmpty()) {
                    remember(number);
                }
                take(matches, failure, answer);
            });
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

    private static void take(List<Match> matches, Throwable failure, CompletableFuture<Answer> answer) {
        try {
            if (failure == null) {
                answer.complete(new Answer(matches, ""));
            } else {
                answer.completeExceptionally(failure);
            }
        } catch (NullPointerException e) {
            answer.completeExceptionally(new IllegalStateException("gave an answer that is none"));
        }
    }

    /** Forgets a person in the connector and in what is kept of it here; -1 if the connector cannot. */
    CompletableFuture<Integer> erase(Erasure erasure) {
        nobody.clear();
        int here = index.map(held -> held.erase(erasure)).orElse(0);
        return connector
                .erase(erasure)
                .toCompletableFuture()
                .thenApply(there -> there + here)
                .exceptionally(failure -> -1);
    }

    /** What the connector says of itself, with what was seen of it here. */
    Status status() {
        Status told = told();
        Map<String, Long> counters = new HashMap<>(told.counters());
        counters.put("asked", asked.get());
        counters.put("failed", failed.get());
        counters.put("breakerOpen", breaker.state() == BreakerState.CLOSED ? 0L : 1L);
        index.ifPresent(held -> counters.putAll(held.counters()));
        Optional<String> behind = index.flatMap(IndexedConnector::problem);
        boolean degrades = behind.isPresent() && told.state() == Status.State.UP;
        return new Status(
                "connector " + name,
                tenant,
                degrades ? Status.State.DEGRADED : told.state(),
                degrades ? behind.get() : told.reason(),
                told.since(),
                counters);
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
        index.ifPresent(IndexedConnector::close);
        open.values()
                .forEach(question -> question.answer().completeExceptionally(new IllegalStateException("was removed")));
    }
}
