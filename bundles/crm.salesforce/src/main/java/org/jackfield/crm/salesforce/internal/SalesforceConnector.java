package org.jackfield.crm.salesforce.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.salesforce.internal.log.CallLog;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;
import org.jackfield.crm.salesforce.internal.voice.VoiceCalls;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One Salesforce org. A configuration that cannot be used is a status in one sentence. */
@Component(
        service = CrmConnector.class,
        immediate = true,
        configurationPid = "org.jackfield.crm.salesforce",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SalesforceConfig.class, factory = true)
public final class SalesforceConnector implements CrmConnector, AutoCloseable {
    /** As many as Salesforce takes in a request. */
    private static final int LOG_BATCH = 200;

    private static final int LOOKUP_THREADS = 4;
    private static final int LOOKUPS_WAITING = 200;
    private static final int WRITE_THREADS = 3;
    private static final int WRITES_WAITING = 100;
    private static final int VOICE_WAITING = 500;
    private static final Duration VOICE_PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_LOOK_MS = 0;
    private static final long LOOK_EVERY_MS = 3_000;
    /** So many looks are left out while only a person or the next day can help. */
    private static final int PATIENT_LOOKS = 20;

    private final String name;
    private final String tenant;
    private final Condition condition;
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong looksLeftOut = new AtomicLong();
    private final Workers lookers;
    private final Workers writers;
    private final ScheduledExecutorService timer;
    private final Workers tellers;
    /** Empty if the configuration cannot be used. */
    private final Optional<OpenOrg> org;

    private final Optional<VoiceCalls> voice;

    @Activate
    public SalesforceConnector(
            SalesforceConfig config,
            Map<String, Object> properties,
            @Reference NumberPlan numbers,
            @Reference NumberMatcher matcher,
            @Reference EventLog events) {
        this(String.valueOf(properties.get("service.pid")), config, numbers, matcher, events, LOOK_EVERY_MS);
    }

    SalesforceConnector(
            String pid,
            SalesforceConfig config,
            NumberPlan numbers,
            NumberMatcher matcher,
            EventLog events,
            long lookEveryMs) {
        name = Settings.name(pid);
        tenant = config.tenant();
        condition = new Condition(name, tenant);
        lookers = new Workers(name + "-lookup", LOOKUP_THREADS, LOOKUPS_WAITING);
        tellers = new Workers(name + "-voice", 1, VOICE_WAITING);
        writers = new Workers(name + "-write", WRITE_THREADS, WRITES_WAITING);
        timer = Executors.newSingleThreadScheduledExecutor(
                task -> new Thread(task, "jackfield-crm." + name + "-timer"));
        org = open(pid, config, numbers, matcher);
        voice = org.flatMap(open -> open.voice(events, this::tell));
        org.ifPresent(open ->
                timer.scheduleWithFixedDelay(() -> look(open), FIRST_LOOK_MS, lookEveryMs, TimeUnit.MILLISECONDS));
    }

    private Optional<OpenOrg> open(String pid, SalesforceConfig config, NumberPlan numbers, NumberMatcher matcher) {
        try {
            Settings settings = Settings.of(pid, config, matcher::knows);
            return Optional.of(new OpenOrg(settings, numbers, matcher, Clock.systemUTC(), condition));
        } catch (IllegalArgumentException e) {
            condition.impossible("etc/" + pid + ".cfg: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** While it does not work, tries whether it does again, so that nobody has to call for it to be found out. */
    private void look(OpenOrg open) {
        boolean due = condition.soonAgain() || looksLeftOut.incrementAndGet() % PATIENT_LOOKS == 0;
        if (due && !condition.up()) {
            try {
                open.look();
                condition.works();
            } catch (RuntimeException e) {
                condition.failed(e);
            }
        }
    }

    /** On one thread, so that a call's end follows its beginning. */
    private void tell(Runnable request) {
        tellers.later(VOICE_PATIENCE, () -> {
                    request.run();
                    return true;
                })
                .whenComplete((done, failure) -> condition.remark(
                        "voice",
                        failure == null ? "" : "Salesforce Voice did not take a call: " + failure.getMessage()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        lookups.incrementAndGet();
        if (number.kind() != PhoneNumber.Kind.PUBLIC) {
            return CompletableFuture.completedStage(List.of());
        }
        return org.map(open -> with(lookers, open.lookupTimeout(), () -> open.find(number)))
                .orElseGet(this::refused);
    }

    @Override
    public Optional<ContactFeed> feed() {
        return org.map(open -> new ContactFeed() {
            @Override
            public String region() {
                return open.region();
            }

            @Override
            public CompletionStage<ContactPage> page(String cursor) {
                return with(writers, open.writeTimeout(), () -> open.page(cursor));
            }
        });
    }

    @Override
    public boolean logs() {
        return true;
    }

    @Override
    public int logBatch() {
        return LOG_BATCH;
    }

    @Override
    public Delivery delivery() {
        return org.map(OpenOrg::delivery).orElse(Delivery.BEST_EFFORT);
    }

    @Override
    public CompletionStage<List<LogResult>> log(List<Activity> activities) {
        CompletableFuture<List<LogResult>> written = org.map(
                        open -> with(writers, open.writeTimeout(), () -> open.write(activities)))
                .orElseGet(this::refused);
        return written.exceptionally(failure -> {
            LogResult later = CallLog.later(failure);
            return activities.stream().map(activity -> later).toList();
        });
    }

    @Override
    public Set<NewRecord.Kind> creates() {
        return EnumSet.allOf(NewRecord.Kind.class);
    }

    @Override
    public CompletionStage<Match> create(NewRecord wanted) {
        return org.map(open -> with(writers, open.writeTimeout(), () -> open.make(wanted)))
                .orElseGet(this::refused);
    }

    private <T> CompletableFuture<T> with(Workers workers, Duration patience, Supplier<T> work) {
        return workers.later(patience, () -> {
            try {
                T result = work.get();
                condition.works();
                return result;
            } catch (RuntimeException e) {
                condition.failed(e);
                throw e;
            }
        });
    }

    /** Fails at once with what the status says. */
    private <T> CompletableFuture<T> refused() {
        return CompletableFuture.failedFuture(new Trouble(Kind.UNREACHABLE, status().reason()));
    }

    @Override
    public Status status() {
        Map<String, Long> counters = new HashMap<>(Map.of("lookups", lookups.get()));
        org.ifPresent(open -> counters.putAll(open.counters()));
        voice.ifPresent(calls -> counters.put("voiceCalls", calls.told()));
        return condition.status(counters);
    }

    @Override
    @Deactivate
    public void close() {
        voice.ifPresent(VoiceCalls::close);
        timer.shutdownNow();
        tellers.close();
        lookers.close();
        writers.close();
        org.ifPresent(OpenOrg::close);
    }
}
