package org.jackfield.contacts.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Asks every connector of a tenant at once and gives what they know when all have answered, or at the deadline. */
@Component(
        service = {Contacts.class, HealthSource.class},
        configurationPid = "org.jackfield.contacts",
        immediate = true)
@Designate(ocd = ContactsConfig.class)
public final class ConnectedContacts implements Contacts, HealthSource, AutoCloseable {
    private final NumberPlan numbers;
    private final NumberMatcher matcher;
    private final ContactsConfig config;
    private final Set<String> indexed;
    private final LongSupplier nanoTime;
    private final Map<CrmConnector, AskedConnector> connectors = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "jackfield-contacts-deadline"));

    @Activate
    public ConnectedContacts(@Reference NumberPlan numbers, @Reference NumberMatcher matcher, ContactsConfig config) {
        this(numbers, matcher, config, System::nanoTime);
    }

    ConnectedContacts(NumberPlan numbers, NumberMatcher matcher, ContactsConfig config, LongSupplier nanoTime) {
        this.numbers = numbers;
        this.matcher = matcher;
        this.config = config;
        this.nanoTime = nanoTime;
        this.indexed = Arrays.stream(config.indexed().split("[,\\s]+")).collect(Collectors.toUnmodifiableSet());
        require("changesEverySeconds", config.changesEverySeconds(), 5, 86_400);
        require("wholeEveryHours", config.wholeEveryHours(), 1, 720);
        require("negativeMs", config.negativeMs(), 0, 60_000);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static void require(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("etc/org.jackfield.contacts.cfg: " + key + " is " + value
                    + "; it must be between " + least + " and " + most);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addConnector(CrmConnector connector) {
        connectors.put(connector, new AskedConnector(connector, index(connector), config.negativeMs(), nanoTime));
    }

    private Optional<IndexedConnector> index(CrmConnector connector) {
        return indexed.contains("*") || indexed.contains(connector.name())
                ? connector.feed().map(feed -> new IndexedConnector(connector.name(), feed, matcher, config, nanoTime))
                : Optional.empty();
    }

    public void removeConnector(CrmConnector connector) {
        AskedConnector removed = connectors.remove(connector);
        if (removed != null) {
            removed.close();
        }
    }

    @Override
    public CompletionStage<Lookup> lookup(String tenant, String link, String number, Duration deadline) {
        PhoneNumber read = numbers.read(link, number);
        if (read.kind() != Kind.PUBLIC) {
            return CompletableFuture.completedStage(new Lookup(CrmState.NONE, List.of(), List.of(notAsked(read))));
        }
        Answers answers = new Answers("'" + read.raw() + "' was read as " + read.value()
                + (link.isEmpty() ? "" : " by the number plan of " + link) + ".");
        List<AskedConnector> asked = of(tenant);
        if (asked.isEmpty()) {
            answers.note("No CRM or directory is connected for " + tenant + ".");
            return CompletableFuture.completedStage(answers.lookup());
        }
        Map<AskedConnector, CompletableFuture<Answer>> open = new LinkedHashMap<>();
        asked.forEach(each -> open.put(each, each.ask(read)));
        return collect(open, answers, Math.max(0, deadline.toMillis()));
    }

    private CompletionStage<Lookup> collect(
            Map<AskedConnector, CompletableFuture<Answer>> open, Answers answers, long deadlineMs) {
        CompletableFuture<?> all = CompletableFuture.allOf(open.values().toArray(CompletableFuture[]::new))
                .handle((done, failure) -> null);
        CompletableFuture<Void> time = new CompletableFuture<>();
        Future<?> alarm = alarm(time, deadlineMs);
        return CompletableFuture.anyOf(all, time).thenApply(enough -> {
            alarm.cancel(false);
            open.forEach((connector, answer) -> add(answers, connector.name(), answer, deadlineMs));
            return answers.lookup();
        });
    }

    private Future<?> alarm(CompletableFuture<Void> time, long deadlineMs) {
        try {
            return deadlines.schedule(() -> time.complete(null), deadlineMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // this bundle is being stopped: what is known now is the answer
            time.complete(null);
            return time;
        }
    }

    private static void add(Answers answers, String name, CompletableFuture<Answer> answer, long deadlineMs) {
        if (!answer.isDone()) {
            answers.late(name, deadlineMs);
            return;
        }
        try {
            answers.answered(name, answer.join());
        } catch (RuntimeException e) {
            answers.failed(name, e);
        }
    }

    private static String notAsked(PhoneNumber number) {
        return switch (number.kind()) {
            case WITHHELD -> "The caller withholds the number, so nobody was asked.";
            case INTERNAL -> number.value() + " is an extension of ours, so nobody was asked.";
            case OWN -> number.value() + " is one of our own numbers, so nobody was asked.";
            case SHORT -> number.value() + " is a service number, so nobody was asked.";
            default -> "'" + number.raw() + "' is not a telephone number, so nobody was asked.";
        };
    }

    private List<AskedConnector> of(String tenant) {
        return connectors.values().stream()
                .filter(each -> each.tenant().equals(tenant))
                .sorted(Comparator.comparing(AskedConnector::name))
                .toList();
    }

    @Override
    public Collection<CrmConnector> connectors(String tenant) {
        return of(tenant).stream().map(AskedConnector::connector).toList();
    }

    @Override
    public BreakerState breaker(String connector) {
        return connectors.values().stream()
                .filter(each -> each.name().equals(connector))
                .findFirst()
                .map(AskedConnector::breaker)
                .orElse(BreakerState.CLOSED);
    }

    @Override
    public CompletionStage<Map<String, Integer>> forget(Erasure erasure) {
        Map<String, CompletableFuture<Integer>> asked = new TreeMap<>();
        of(erasure.tenant()).forEach(each -> asked.put(each.name(), each.erase(erasure)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    Map<String, Integer> gone = new TreeMap<>();
                    asked.forEach((name, count) -> gone.put(name, count.join()));
                    return gone;
                });
    }

    @Override
    public List<Status> health() {
        List<Status> health = new ArrayList<>();
        connectors.values().forEach(each -> health.add(each.status()));
        health.sort(Comparator.comparing(Status::name));
        return health;
    }

    @Override
    @Deactivate
    public void close() {
        deadlines.shutdownNow();
        connectors.values().forEach(AskedConnector::close);
    }
}
