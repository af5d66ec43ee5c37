package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A CRM that a template describes. */
@Component(
        service = CrmConnector.class,
        immediate = true,
        configurationPid = "org.jackfield.crm.rest",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = RestConfig.class, factory = true)
public final class RestConnector implements CrmConnector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestConnector.class);
    private static final long CHECK_EVERY_S = 15;
    private static final int BATCH = 10;

    private final String name;
    private final RestConfig config;
    private final ScheduledThreadPoolExecutor threads;
    private final Optional<Crm> crm;
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong logged = new AtomicLong();
    private volatile Status status;

    /** All that a usable configuration gives. */
    private record Crm(
            Template template,
            Session session,
            Variables settings,
            Searches searches,
            Agents agents,
            Optional<CallLog> log) {}

    @Activate
    public RestConnector(
            @Reference NumberMatcher matcher,
            @Reference NumberPlan plan,
            RestConfig config,
            Map<String, Object> properties) {
        this(
                String.valueOf(properties.get("service.pid")),
                config,
                matcher,
                plan,
                Path.of(System.getProperty("karaf.data", "data"), "crm.rest"));
    }

    RestConnector(String pid, RestConfig config, NumberMatcher matcher, NumberPlan plan, Path data) {
        this.name = "rest~" + pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        this.config = config;
        this.status = new Status(
                name, config.tenant(), State.CONNECTING, "The CRM was not asked yet", Instant.now(), Map.of());
        this.threads = new ScheduledThreadPoolExecutor(
                2, task -> new Thread(task, "jackfield-crm.rest-" + name), new ThreadPoolExecutor.DiscardPolicy());
        Optional<Crm> usable = Optional.empty();
        try {
            usable = Optional.of(open(matcher, plan, data));
        } catch (IllegalArgumentException e) {
            becomes(State.DOWN, "etc/" + pid + ".cfg: " + e.getMessage());
        }
        this.crm = usable;
        threads.scheduleWithFixedDelay(this::check, 0, CHECK_EVERY_S, TimeUnit.SECONDS);
    }

    private Crm open(NumberMatcher matcher, NumberPlan plan, Path data) {
        if (config.template().isBlank()) {
            throw new IllegalArgumentException("template is empty; name one such as zendesk, or a .yaml file");
        }
        if (!matcher.knows(config.defaultRegion())) {
            throw new IllegalArgumentException("defaultRegion '" + config.defaultRegion()
                    + "' is not a region; two capital letters such as GB or VN are");
        }
        if (config.deadlineMs() < 500 || config.deadlineMs() > 60_000) {
            throw new IllegalArgumentException(
                    "deadlineMs is " + config.deadlineMs() + "; it must be between 500 and 60000");
        }
        Template template = Templates.read(config.template());
        URI base = Settings.base(config);
        Variables settings = Settings.variables(config, template, base);
        ObjectMapper json = new ObjectMapper();
        Web web = new Web(template.title(), template.error(), Duration.ofMillis(config.deadlineMs()), json, threads);
        TokenFile token = new TokenFile(data.resolve(name.substring(name.indexOf('~') + 1) + ".token"));
        Session session = new Session(template.authentication(), new Requests(base, json), settings, web, token);
        Agents agents = new Agents(
                Settings.pairs("agents", config.agents()),
                template.agentSearch(),
                config.defaultOwner(),
                session,
                settings);
        return new Crm(
                template,
                session,
                settings,
                new Searches(name, template, session, settings, matcher, plan, config.defaultRegion()),
                agents,
                template.logging()
                        .filter(log -> config.logCalls())
                        .map(log -> new CallLog(name, log, session, agents, settings)));
    }

    /** Asks only as long as nothing else shows that the CRM is well: each request may cost. */
    private void check() {
        if (status.state() != State.UP) {
            crm.ifPresent(open -> watched(open.session().send(open.template().check(), open.settings())));
        }
    }

    private <T> CompletionStage<T> watched(CompletionStage<T> request) {
        return request.whenComplete((answer, failure) -> {
            Throwable cause = Session.cause(failure);
            if (failure == null) {
                becomes(State.UP, "");
            } else if (cause instanceof CrmFailure || cause instanceof IllegalArgumentException) {
                becomes(State.DOWN, cause.getMessage());
            } else {
                becomes(State.DOWN, "The CRM could not be asked: " + cause);
            }
        });
    }

    private void becomes(State state, String reason) {
        Status before = status;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        if (state == State.UP) {
            LOG.info("{}: the CRM answers", name);
        } else {
            LOG.warn("{}: {}", name, reason);
        }
        Instant since = before.state() == state ? before.since() : Instant.now();
        status = new Status(name, config.tenant(), state, reason, since, Map.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        lookups.incrementAndGet();
        return crm.map(open -> watched(open.searches().lookup(number))).orElseGet(this::unusable);
    }

    private <T> CompletionStage<T> unusable() {
        return CompletableFuture.failedStage(new IllegalStateException(status.reason()));
    }

    @Override
    public boolean logs() {
        return crm.flatMap(Crm::log).isPresent();
    }

    @Override
    public int logBatch() {
        return BATCH;
    }

    @Override
    public Delivery delivery() {
        return crm.flatMap(open -> open.template().logging())
                        .filter(Template.Log::exactlyOnce)
                        .isPresent()
                ? Delivery.EXACTLY_ONCE
                : Delivery.BEST_EFFORT;
    }

    @Override
    public CompletionStage<List<LogResult>> log(List<Activity> activities) {
        Optional<CallLog> log = crm.flatMap(Crm::log);
        if (log.isEmpty()) {
            return CrmConnector.super.log(activities);
        }
        return log.get().writeAll(activities).thenApply(results -> {
            logged.addAndGet(results.stream()
                    .filter(result -> result instanceof LogResult.Written)
                    .count());
            return results;
        });
    }

    @Override
    public CompletionStage<Boolean> show(RecordRef record, Owner agent) {
        Optional<Template.Request> request = crm.flatMap(open -> open.template().showing());
        if (request.isEmpty() || !record.connector().equals(name)) {
            return CompletableFuture.completedStage(false);
        }
        Crm open = crm.get();
        return open.agents()
                .user(Optional.of(agent))
                .thenCompose(user -> user.isEmpty()
                        ? CompletableFuture.completedStage(false)
                        : open.session()
                                .send(
                                        request.get(),
                                        open.settings()
                                                .with(Map.of(
                                                        "owner.id", user,
                                                        "record.id", record.id(),
                                                        "record.type", record.type())))
                                .thenApply(answer -> true));
    }

    @Override
    public Status status() {
        Status now = status;
        Optional<String> unknown = crm.flatMap(open -> open.agents().problem());
        boolean degraded = now.state() == State.UP && unknown.isPresent();
        Map<String, Long> counters = Map.of(
                "lookups", lookups.get(),
                "logged", logged.get(),
                "thrownAway", crm.map(open -> open.searches().thrownAway()).orElse(0L));
        return new Status(
                name,
                now.tenant(),
                degraded ? State.DEGRADED : now.state(),
                degraded ? unknown.get() : now.reason(),
                now.since(),
                counters);
    }

    @Override
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }
}
