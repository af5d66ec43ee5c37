package org.jackfield.routes.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jackfield.api.store.Outbox;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes due rows out of the outbox, lets the route work on a batch of them at once, and writes down for each how it
 * went: done, to be tried again later, or dead. All database work is on this consumer's own thread.
 */
final class OutboxConsumer extends ScheduledPollConsumer {
    /** A CRM that has not answered by then counts as failed; writing an activity twice leaves one. */
    private static final long ANSWER_DEADLINE_SECONDS = 60;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);

    private final House house;
    private final RouteFailures failures;
    private final int batch;
    private final Clock clock = Clock.systemUTC();

    private record Sent(Outbox.Row row, Exchange exchange, CompletableFuture<Void> over) {}

    OutboxConsumer(
            Endpoint endpoint, Processor processor, House house, RouteFailures failures, long pollMs, int batch) {
        super(endpoint, processor);
        this.house = house;
        this.failures = failures;
        this.batch = batch;
        setDelay(pollMs);
        setInitialDelay(pollMs);
        setGreedy(true);
        setExceptionHandler(failures.of(this));
    }

    @Override
    protected int poll() throws Exception {
        Outbox outbox = house.outbox;
        if (outbox == null) {
            return 0;
        }
        try {
            return drain(outbox);
        } catch (StoreException e) {
            // The store says itself that its database is away; rows that were sent are sent again, which changes
            // nothing.
            LOG.debug("The outbox cannot be read or written now", e);
            return 0;
        }
    }

    private int drain(Outbox outbox) throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        for (Outbox.Row row : outbox.due(clock.instant(), batch)) {
            sent.add(send(row));
        }
        for (Sent each : sent) {
            settle(outbox, each);
        }
        return sent.size();
    }

    private Sent send(Outbox.Row row) {
        Exchange exchange = createExchange(true);
        exchange.getIn().setBody(row);
        CallVariables.set(exchange, row.activity().call());
        CompletableFuture<Void> over = new CompletableFuture<>();
        getAsyncProcessor().process(exchange, doneAtOnce -> over.complete(null));
        return new Sent(row, exchange, over);
    }

    private void settle(Outbox outbox, Sent sent) throws InterruptedException {
        Throwable failure = outcome(sent);
        if (failure == null) {
            outbox.done(sent.row, sent.exchange.getVariable(CallVariables.CRM_ID, "", String.class));
            return;
        }
        failures.failed(getRouteId(), failure);
        String reason = RouteFailures.sentence(failure);
        if (Retry.isHopeless(failure, sent.row.attempts())) {
            outbox.dead(sent.row, reason);
        } else {
            outbox.failed(sent.row, reason, clock.instant().plus(Retry.delay(sent.row.attempts())));
        }
    }

    private static Throwable outcome(Sent sent) throws InterruptedException {
        try {
            sent.over.get(ANSWER_DEADLINE_SECONDS, TimeUnit.SECONDS);
            return sent.exchange.getException();
        } catch (TimeoutException e) {
            return new TimeoutException("The CRM did not answer within " + ANSWER_DEADLINE_SECONDS + " s");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
