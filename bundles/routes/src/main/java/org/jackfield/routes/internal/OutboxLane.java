package org.jackfield.routes.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.store.Outbox;
import org.jackfield.api.store.Outbox.Row;
import org.jackfield.api.store.Outbox.Settled;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connector is owed goes here batch after batch, one at a time: so no key is ever written twice at once, not
 * even when an answer is late.
 */
final class OutboxLane {
    /** A CRM that has not answered by then counts as failed; writing an activity twice leaves one. */
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** An answer that is not there by then has got lost. */
    private static final Duration LOST = Duration.ofMinutes(10);

    private static final long FINISH_SECONDS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(OutboxLane.class);

    private final String connector;
    private final String tenant;
    private final OutboxConsumer consumer;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean closing;
    /** Before that moment of the monotonic clock only a full batch is sent. */
    private volatile long gatheredAt = System.nanoTime();
    /** And before that one nothing, because the CRM asked for it. */
    private volatile long restUntil = System.nanoTime();

    OutboxLane(String connector, String tenant, OutboxConsumer consumer) {
        this.connector = connector;
        this.tenant = tenant;
        this.consumer = consumer;
    }

    /**
     * Gives what is due, if there is enough of it or enough time has passed since the last request: a CRM counts
     * requests, and one takes many activities.
     *
     * @param rows how many are due
     * @param most how many the connector takes at once
     * @param probe whether one request shall show that the CRM is well again
     */
    boolean start(Outbox outbox, int rows, int most, boolean probe, Executor workers) {
        long now = System.nanoTime();
        boolean worthARequest = probe || rows >= most || now - gatheredAt >= 0;
        if (!worthARequest || now - restUntil < 0 || closing || !busy.compareAndSet(false, true)) {
            return false;
        }
        workers.execute(() -> {
            try {
                drain(outbox, probe ? 1 : most, probe);
            } catch (StoreException e) {
                LOG.debug("The outbox cannot be read or written now; what was sent is sent again", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                busy.set(false);
            }
        });
        return true;
    }

    /** Batches follow each other for as long as the connector takes them and more is due than one holds. */
    private void drain(Outbox outbox, int most, boolean once) throws InterruptedException {
        boolean more = true;
        while (more && !closing) {
            List<Row> due = outbox.due(connector, clock.instant(), most);
            Batch batch = Batch.of(connector, tenant, due, most);
            gatheredAt = System.nanoTime() + consumer.gather().toNanos();
            more = !due.isEmpty()
                    && send(outbox, batch)
                    && !once
                    && (due.size() == most || batch.rows().size() < due.size());
        }
    }

    /** Whether the connector took something of it. */
    private boolean send(Outbox outbox, Batch batch) throws InterruptedException {
        Exchange exchange = consumer.createExchange(true);
        exchange.getIn().setBody(batch);
        exchange.setVariable(CallVariables.TENANT, tenant);
        exchange.setVariable(CallVariables.CONNECTOR, connector);
        CompletableFuture<Void> over = new CompletableFuture<>();
        consumer.getAsyncProcessor().process(exchange, doneAtOnce -> over.complete(null));
        if (await(over, ANSWER)) {
            return settle(outbox, batch, results(batch, exchange));
        }
        if (!stopped.isDone()) {
            String late = connector + " did not answer within " + ANSWER.toSeconds() + " s";
            settle(outbox, batch, all(batch, LogResult.later(late)));
            if (!await(over, LOST)) {
                LOG.warn("{} has not answered a request for {} min; it is taken for lost", connector, LOST.toMinutes());
            }
        }
        return false;
    }

    /** Whether it is over in time, and before this lane is stopped. */
    private boolean await(CompletableFuture<Void> over, Duration time) throws InterruptedException {
        try {
            CompletableFuture.anyOf(over, stopped).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("{}: no answer within {}", connector, time);
        }
        return over.isDone();
    }

    /** A route that tells of no results has done with the activities what it wanted. */
    private List<LogResult> results(Batch batch, Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure == null) {
            return CallVariables.logged(exchange).orElseGet(() -> all(batch, new LogResult.Written("")));
        }
        consumer.failures().failed(consumer.getRouteId(), failure);
        String reason = RouteFailures.sentence(failure);
        return all(
                batch,
                failure instanceof UnsupportedOperationException
                        ? new LogResult.Refused(reason)
                        : LogResult.later(reason));
    }

    private static List<LogResult> all(Batch batch, LogResult result) {
        return Collections.nCopies(batch.rows().size(), result);
    }

    private boolean settle(Outbox outbox, Batch batch, List<LogResult> results) {
        Instant now = clock.instant();
        Duration rest = Duration.ZERO;
        boolean took = false;
        List<Settled> settled = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Row row = batch.rows().get(i);
            LogResult result = Retry.bounded(results.get(i), row.attempts());
            Optional<Duration> asked = result instanceof LogResult.Later later ? later.after() : Optional.empty();
            Duration delay = Retry.delay(
                    row.attempts(), asked, ThreadLocalRandom.current().nextDouble());
            settled.add(new Settled(row, result, now.plus(delay)));
            took |= !(result instanceof LogResult.Later);
            rest = asked.isPresent() && asked.get().compareTo(rest) > 0 ? asked.get() : rest;
        }
        if (!took) {
            // none of them: what the CRM asks for one it asks for all
            restUntil = System.nanoTime() + rest.toNanos();
        }
        outbox.settle(settled);
        return took;
    }

    /** Begins nothing more; what is under way has some seconds to finish. */
    void stop() {
        closing = true;
        stopped.completeOnTimeout(null, FINISH_SECONDS, TimeUnit.SECONDS);
    }
}
