package org.jackfield.contacts.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;

/**
 * A connector behind its breaker, as everybody else in the house gets it. What the connector throws, or a stage that is
 * none, becomes a failed stage.
 */
final class GuardedConnector implements CrmConnector {
    private final CrmConnector connector;
    private final Breaker breaker;

    GuardedConnector(CrmConnector connector, Breaker breaker) {
        this.connector = connector;
        this.breaker = breaker;
    }

    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public String tenant() {
        return connector.tenant();
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        return guarded(() -> connector.lookup(number), matches -> true);
    }

    @Override
    public Optional<ContactFeed> feed() {
        return connector.feed();
    }

    @Override
    public boolean logs() {
        return connector.logs();
    }

    @Override
    public int logBatch() {
        return Math.max(1, connector.logBatch());
    }

    @Override
    public Delivery delivery() {
        return connector.delivery();
    }

    /** While the breaker is open all of them are for later. */
    @Override
    public CompletionStage<List<LogResult>> log(List<Activity> activities) {
        if (!breaker.enter()) {
            LogResult rest = new LogResult.Later(closedFor(), Optional.of(breaker.rest()));
            return CompletableFuture.completedFuture(
                    activities.stream().map(each -> rest).toList());
        }
        return reported(() -> connector.log(activities), results -> results.stream()
                        .anyMatch(result -> !(result instanceof LogResult.Later)))
                .thenApply(results -> complete(results, activities.size()));
    }

    private List<LogResult> complete(List<LogResult> results, int expected) {
        if (results.size() != expected) {
            throw new IllegalStateException(
                    name() + " told of " + results.size() + " activities where " + expected + " were given");
        }
        return results;
    }

    @Override
    public Set<NewRecord.Kind> creates() {
        return connector.creates();
    }

    @Override
    public CompletionStage<Match> create(NewRecord wanted) {
        return guarded(() -> connector.create(wanted), made -> true);
    }

    @Override
    public CompletionStage<Boolean> show(RecordRef record, Owner agent) {
        return guarded(() -> connector.show(record, agent), shown -> true);
    }

    /** What is kept here can be forgotten whether or not the CRM is there. */
    @Override
    public CompletionStage<Integer> erase(Erasure erasure) {
        return asked(() -> connector.erase(erasure));
    }

    @Override
    public Status status() {
        return connector.status();
    }

    private <T> CompletableFuture<T> guarded(Supplier<CompletionStage<T>> request, Predicate<T> works) {
        return breaker.enter()
                ? reported(request, works)
                : CompletableFuture.failedFuture(new IllegalStateException(closedFor()));
    }

    private String closedFor() {
        return "is not asked for " + (breaker.rest().toSeconds() + 1) + " s more, since it failed: " + breaker.reason();
    }

    /** A refusal on purpose is an answer: the CRM is well. */
    private <T> CompletableFuture<T> reported(Supplier<CompletionStage<T>> request, Predicate<T> works) {
        return asked(request).whenComplete((answer, failure) -> {
            Throwable cause = Failures.cause(failure);
            if (failure == null && works.test(answer) || cause instanceof UnsupportedOperationException) {
                breaker.worked();
            } else {
                breaker.failed(failure == null ? "it took none of the activities" : Failures.sentence(cause));
            }
        });
    }

    private <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> request) {
        try {
            CompletionStage<T> stage = request.get();
            if (stage == null) {
                throw new IllegalStateException("gave an answer that is none");
            }
            return stage.toCompletableFuture().copy();
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
