package org.jackfield.routes.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.store.Outbox.Row;

/**
 * The steps of {@code jackfield:}. Each takes the message as it is and leaves it as it is; what it learns is a
 * variable.
 */
final class Steps {
    private static final Duration GRACE = Duration.ofMillis(500);
    /** Whoever has not said by now who it is does not say it any more. */
    private static final Duration AT_LAST = Duration.ofSeconds(25);

    private final House house;
    private final RouteFailures failures;
    private final DisplayBoard board = new DisplayBoard();

    Steps(House house, RouteFailures failures) {
        this.house = house;
        this.failures = failures;
    }

    /**
     * The step of that name.
     *
     * @param parameters of its address; those the step knows are taken out
     * @throws IllegalArgumentException naming the steps there are
     */
    Step named(String name, Map<String, Object> parameters) {
        return switch (name) {
            case "pop" -> this::pop;
            case "lookup" -> lookup(deadline(parameters));
            case "complete" -> this::complete;
            case "attach" -> this::attach;
            case "show" -> this::show;
            case "display" -> this::display;
            case "link" -> this::link;
            case "log" -> this::log;
            default ->
                throw new IllegalArgumentException("jackfield:" + name + " does not exist; there are jackfield:calls,"
                        + " outbox, pop, lookup, complete, attach, show, display, link and log");
        };
    }

    /** Decides who shall see the call; the variable {@code pop} is set if a pop opened that waits for its record. */
    private CompletionStage<?> pop(Exchange exchange) {
        CallFact fact = fact(exchange);
        house.screenPop()
                .flatMap(screenPop -> screenPop.decide(fact))
                .ifPresent(pop -> exchange.setVariable(CallVariables.POP, pop));
        return Step.TAKEN;
    }

    /**
     * Asks who it is; nobody is held up while the CRMs think. One that thinks longer than the deadline is waited for
     * beside the route, and what it says is shown when it comes.
     */
    private Step lookup(Duration deadline) {
        return exchange -> {
            Call call = call(exchange);
            return ask(call, deadline).thenAccept(answer -> {
                exchange.setVariable(CallVariables.LOOKUP, answer);
                if (answer.late()) {
                    ask(call, AT_LAST).thenAccept(late -> complete(call, late));
                }
            });
        };
    }

    private CompletionStage<Lookup> ask(Call call, Duration deadline) {
        Contacts contacts = house.contacts;
        if (call.remote().number().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Lookup(CrmState.NONE, List.of(), List.of("The number is unknown or withheld")));
        }
        if (contacts == null) {
            return CompletableFuture.completedFuture(unavailable("The bundle org.jackfield.contacts is not active"));
        }
        CompletableFuture<Lookup> answer;
        try {
            answer = contacts.lookup(
                            call.tenant(), call.link(), call.remote().number().get(), deadline)
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        if (!answer.isDone()) {
            // Contacts keep to the deadline; but their bundle may be stopped meanwhile, and no pop waits for ever.
            answer = answer.copy().orTimeout(deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        }
        return answer.exceptionally(failure -> {
            failures.failed("jackfield:lookup", failure);
            return unavailable(RouteFailures.sentence(failure));
        });
    }

    private static Lookup unavailable(String why) {
        return new Lookup(CrmState.UNAVAILABLE, List.of(), List.of(why));
    }

    /** The record is known: shows it on every screen the call is on. */
    private CompletionStage<?> complete(Exchange exchange) {
        Call call = call(exchange);
        CallVariables.lookup(exchange).ifPresent(lookup -> complete(call, lookup));
        return Step.TAKEN;
    }

    private void complete(Call call, Lookup lookup) {
        house.screenPop().ifPresent(screenPop -> screenPop.complete(call.tenant(), call.id(), lookup));
    }

    /** If exactly one record fits, it belongs to the call; which of several does is for a person to say. */
    private CompletionStage<?> attach(Exchange exchange) {
        Call call = call(exchange);
        CallVariables.lookup(exchange)
                .map(Lookup::matches)
                .filter(matches -> matches.size() == 1)
                .ifPresent(matches -> house.calls()
                        .ifPresent(calls -> calls.attachRecord(call.tenant(), call.id(), record(matches.get(0)))));
        return Step.TAKEN;
    }

    /** A single record opens on the agent's screen inside its CRM, where a CRM offers that to servers. */
    private CompletionStage<?> show(Exchange exchange) {
        Call call = call(exchange);
        List<Match> matches =
                CallVariables.lookup(exchange).map(Lookup::matches).orElse(List.of());
        if (matches.size() == 1) {
            CallVariables.pop(exchange).ifPresent(pop -> house.connector(
                            call.tenant(), matches.get(0).connector())
                    .ifPresent(connector -> connector
                            .show(record(matches.get(0)), house.owner(call.tenant(), pop.agent()))
                            .exceptionally(failure -> {
                                failures.failed("jackfield:show", failure);
                                return false;
                            })));
        }
        return Step.TAKEN;
    }

    private static RecordRef record(Match match) {
        return new RecordRef(match.connector(), match.type(), match.id(), match.name(), match.url());
    }

    /** Brings the displays at the call's lines up to date. */
    private CompletionStage<?> display(Exchange exchange) {
        for (DisplayBoard.Change change : board.follow(call(exchange))) {
            for (DeviceDriver driver : house.devices()) {
                try {
                    driver.show(change.line(), change.display());
                } catch (RuntimeException e) {
                    // One driver's fault is not the other phones'.
                    failures.failed("jackfield:display " + driver.name(), e);
                }
            }
        }
        return Step.TAKEN;
    }

    /**
     * Looks up whose record a call belongs to that nobody looked up while it lived, because this server was down. If
     * the connector does not answer in time, the activity goes without a record.
     */
    private CompletionStage<?> link(Exchange exchange) {
        Batch batch = batch(exchange, "jackfield:link");
        List<CompletableFuture<Row>> rows =
                batch.rows().stream().map(row -> linked(batch, row)).toList();
        return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new)).thenRun(() -> exchange.getMessage()
                .setBody(new Batch(
                        batch.connector(),
                        batch.tenant(),
                        rows.stream().map(CompletableFuture::join).toList())));
    }

    private CompletableFuture<Row> linked(Batch batch, Row row) {
        Call call = row.activity().call();
        if (!call.reconstructed() || !call.records().isEmpty()) {
            return CompletableFuture.completedFuture(row);
        }
        return ask(call, Contacts.DEFAULT_DEADLINE)
                .thenApply(lookup -> lookup.matches().stream()
                        .filter(match -> match.connector().equals(batch.connector()))
                        .toList())
                .thenApply(matches -> matches.size() == 1 ? row.withRecord(record(matches.get(0))) : row)
                .toCompletableFuture();
    }

    private static Batch batch(Exchange exchange, String step) {
        if (exchange.getMessage().getBody() instanceof Batch batch) {
            return batch;
        }
        throw new IllegalArgumentException(step + " takes what jackfield:outbox gives");
    }

    /** Gives a batch of the outbox to its connector; what became of each activity is the variable {@code logged}. */
    private CompletionStage<?> log(Exchange exchange) {
        Batch batch = batch(exchange, "jackfield:log");
        CrmConnector connector = house.connector(batch.tenant(), batch.connector())
                .orElseThrow(() -> new IllegalStateException(
                        batch.connector() + " is not there now: look at the connectors in jackfield:health"));
        return connector
                .log(batch.activities())
                .thenAccept(results -> exchange.setVariable(CallVariables.LOGGED, new CallVariables.Logged(results)));
    }

    private static CallFact fact(Exchange exchange) {
        CallFact fact = exchange.getMessage().getBody(CallFact.class);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "This step needs the message that jackfield:calls gave: do not replace its body before the step");
        }
        return fact;
    }

    private static Call call(Exchange exchange) {
        return fact(exchange).call();
    }

    private static Duration deadline(Map<String, Object> parameters) {
        Object written = parameters.remove("deadlineMs");
        if (written == null) {
            return Contacts.DEFAULT_DEADLINE;
        }
        if (!written.toString().matches("[1-9][0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "deadlineMs '" + written + "' is not a number of milliseconds from 10 on");
        }
        return Duration.ofMillis(Long.parseLong(written.toString()));
    }
}
