package org.jackfield.presence.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.control.Calls;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.presence.internal.Inputs.Choice;
import org.jackfield.presence.internal.Rules.Decision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the event log, lets {@link Rules} decide, and appends an agent's state when it changed. */
@Component(service = Presence.class, immediate = true, configurationPid = PresenceConfig.PID)
@Designate(ocd = PresenceConfig.class)
public final class PresenceEngine implements Presence, EventLog.Reader, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceEngine.class);
    private static final int MAILBOX = 10_000;

    private final Policy policy;
    private final Set<String> tenants;
    private final EventLog log;
    private final AgentSessions sessions;
    private final Calls calls;
    private final ScheduledThreadPoolExecutor clock;
    private final EventLog.Subscription subscription;

    /** Guarded by itself, together with every entry in it and the order of the facts appended. */
    private final Map<Key, Entry> agents = new HashMap<>();

    /** Whose inputs each device is in. Guarded by {@link #agents}. */
    private final Map<Key, Key> seats = new HashMap<>();

    /** Who is in each call, by the call. Guarded by {@link #agents}. */
    private final Map<Key, Set<String>> inCalls = new HashMap<>();

    /** A name within a tenant: an agent's, a device's or a call's. */
    private record Key(String tenant, String name) {}

    /** One agent. */
    private static final class Entry {
        private Inputs inputs = Inputs.NONE;
        private AgentPresence presence;
        private ScheduledFuture<?> recheck;
        private Optional<Instant> until = Optional.empty();
    }

    @Activate
    public PresenceEngine(
            PresenceConfig config, @Reference EventLog log, @Reference AgentSessions sessions, @Reference Calls calls) {
        this.policy = Policy.of(config, LOG::error);
        this.tenants = Set.of(config.tenants());
        this.log = log;
        this.sessions = sessions;
        this.calls = calls;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "jackfield-presence-clock");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        this.subscription = log.subscribe("presence", MAILBOX, PresenceEngine::mustBeHeard, this);
        takeStock();
    }

    /** Hears how the devices of a driver stand that was there before this engine. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDriver(DeviceDriver driver) {
        driver.devices().forEach(device -> seat(device.tenant(), device));
    }

    void unbindDriver(DeviceDriver driver) {
        // What it said stays true: a driver that is updated takes nobody's phone away.
    }

    @Deactivate
    @Override
    public void close() {
        subscription.close();
        clock.shutdownNow();
    }

    @Override
    public AgentPresence of(String tenant, String agent) {
        Key key = new Key(tenant, agent);
        synchronized (agents) {
            Entry entry = agents.get(key);
            return entry == null ? loggedOff(key) : entry.presence;
        }
    }

    @Override
    public Optional<Instant> until(String tenant, String agent) {
        synchronized (agents) {
            return Optional.ofNullable(agents.get(new Key(tenant, agent))).flatMap(entry -> entry.until);
        }
    }

    @Override
    public Collection<AgentPresence> all(String tenant) {
        return sessions.agents(tenant).stream().map(a -> of(tenant, a.id())).toList();
    }

    @Override
    public AgentPresence choose(String tenant, String agent, AgentState state, Optional<String> reason, String by) {
        if (sessions.agent(tenant, agent).isEmpty()) {
            throw new IllegalArgumentException("There is no agent '" + agent + "'");
        }
        if (state == AgentState.BUSY || state == AgentState.WORKING_AFTER_CALL) {
            throw new IllegalArgumentException(
                    "'" + state.word() + "' follows from calls: choose ready, notReady or loggedOff");
        }
        Key key = new Key(tenant, agent);
        if (sessions.sessions(tenant, agent).isEmpty() && state != AgentState.LOGGED_OFF) {
            if (!by.equals(agent)) {
                throw new IllegalArgumentException(agent + " is logged off and can only log in in person");
            }
            sessions.logIn(tenant, agent, SessionSource.PAGE);
        }
        Choice choice = new Choice(state, reason.filter(r -> state == AgentState.NOT_READY), by);
        Set<SessionSource> now = sessions.sessions(tenant, agent);
        return update(key, inputs -> inputs.withSessions(now).choose(choice));
    }

    @Override
    public void on(Event event) {
        String tenant = event.tenant();
        Fact fact = event.fact();
        if (fact instanceof CallFact call) {
            for (String agent : agentsIn(tenant, call.call())) {
                update(new Key(tenant, agent), inputs -> inputs.withCall(call, agent, policy, millis()));
            }
        } else if (fact instanceof SessionFact session) {
            // The truth is asked anew: a log-in and a log-out may have overtaken this fact.
            Set<SessionSource> now = sessions.sessions(tenant, session.agent());
            update(new Key(tenant, session.agent()), inputs -> inputs.withSessions(now));
        } else if (fact instanceof DeviceFact device) {
            seat(tenant, device.device());
        }
    }

    @Override
    public void missed(long count) {
        takeStock();
    }

    /** Session, device and ending facts change an agent's state for good; what lies between shows again later. */
    private static boolean mustBeHeard(Event event) {
        return event.fact() instanceof SessionFact
                || event.fact() instanceof DeviceFact
                || event.fact() instanceof CallFact call && call.call().ended();
    }

    /** Reads sessions and live calls as they stand: at the start, and after events were dropped. */
    private void takeStock() {
        for (String tenant : tenants) {
            Collection<Call> live = calls.active(tenant);
            for (Agent agent : sessions.agents(tenant)) {
                String id = agent.id();
                Set<SessionSource> now = sessions.sessions(tenant, id);
                update(new Key(tenant, id), inputs -> {
                    Inputs stock = inputs.withSessions(now);
                    for (String known : stock.calls().keySet()) {
                        if (live.stream().noneMatch(c -> c.id().equals(known))) {
                            stock = stock.withoutCall(known);
                        }
                    }
                    for (Call call : live) {
                        stock = stock.withCall(call, id, policy, millis());
                    }
                    return stock;
                });
            }
        }
    }

    private Set<String> agentsIn(String tenant, Call call) {
        Set<String> found = new HashSet<>();
        call.connections().forEach(c -> c.agent().ifPresent(found::add));
        synchronized (agents) {
            found.addAll(inCalls.getOrDefault(new Key(tenant, call.id()), Set.of()));
        }
        return found;
    }

    private void seat(String tenant, Device device) {
        Key id = new Key(tenant, device.id());
        Optional<Key> sits = device.agent().map(agent -> new Key(tenant, agent));
        Optional<Key> sat;
        synchronized (agents) {
            sat = Optional.ofNullable(sits.isPresent() ? seats.put(id, sits.get()) : seats.remove(id));
        }
        sat.filter(old -> !Optional.of(old).equals(sits))
                .ifPresent(old -> update(old, inputs -> inputs.withoutDevice(device.id())));
        sits.ifPresent(key -> update(key, inputs -> inputs.withDevice(device, policy, millis())));
    }

    private AgentPresence update(Key key, UnaryOperator<Inputs> change) {
        Set<SessionSource> leaving;
        AgentPresence decided;
        synchronized (agents) {
            Entry entry = entry(key);
            Inputs inputs = change.apply(entry.inputs).settle(millis());
            boolean leaves = inputs.will()
                    .choice()
                    .filter(c -> c.state() == AgentState.LOGGED_OFF)
                    .isPresent();
            leaving = leaves ? inputs.sessions() : Set.of();
            Set<String> before = entry.inputs.calls().keySet();
            entry.inputs = leaves ? inputs.withSessions(Set.of()) : inputs;
            follow(key, before, entry.inputs.calls().keySet());
            decide(key, entry);
            decided = entry.presence;
        }
        leaving.forEach(source -> sessions.logOut(key.tenant(), key.name(), source));
        return decided;
    }

    private void follow(Key agent, Set<String> before, Set<String> now) {
        for (String call : now) {
            if (!before.contains(call)) {
                inCalls.computeIfAbsent(new Key(agent.tenant(), call), k -> new HashSet<>(2))
                        .add(agent.name());
            }
        }
        for (String call : before) {
            if (!now.contains(call)) {
                inCalls.computeIfPresent(new Key(agent.tenant(), call), (k, those) -> {
                    those.remove(agent.name());
                    return those.isEmpty() ? null : those;
                });
            }
        }
    }

    private void decide(Key key, Entry entry) {
        long now = millis();
        Decision decision = Rules.decide(entry.inputs, policy, now);
        AgentPresence before = entry.presence;
        // First, so that whoever reads the fact and asks finds it.
        entry.until = decision.state() == AgentState.WORKING_AFTER_CALL
                        && decision.recheckAt().isPresent()
                ? Optional.of(Instant.now().plusMillis(decision.recheckAt().getAsLong() - now))
                : Optional.empty();
        boolean sameState =
                before.state() == decision.state() && before.reason().equals(decision.reason());
        if (!sameState
                || !before.pending().equals(decision.pending())
                || !before.cause().equals(decision.cause())) {
            entry.presence = new AgentPresence(
                    key.tenant(),
                    key.name(),
                    decision.state(),
                    decision.reason(),
                    decision.pending(),
                    decision.cause(),
                    sameState ? before.since() : Instant.now(),
                    before.rev() + 1);
            log.append(key.tenant(), new AgentFact(entry.presence));
        }
        if (entry.recheck != null) {
            entry.recheck.cancel(false);
            entry.recheck = null;
        }
        if (decision.recheckAt().isPresent() && !clock.isShutdown()) {
            long delay = Math.max(1, decision.recheckAt().getAsLong() - now);
            entry.recheck = clock.schedule(() -> update(key, UnaryOperator.identity()), delay, TimeUnit.MILLISECONDS);
        }
    }

    private Entry entry(Key key) {
        return agents.computeIfAbsent(key, k -> {
            Entry entry = new Entry();
            entry.presence = loggedOff(k);
            return entry;
        });
    }

    private static AgentPresence loggedOff(Key key) {
        Instant now = Instant.now();
        // Counting on from the clock lets the revision grow over a restart too.
        return new AgentPresence(
                key.tenant(),
                key.name(),
                AgentState.LOGGED_OFF,
                Optional.empty(),
                Optional.empty(),
                "not logged in",
                now,
                now.getEpochSecond());
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
