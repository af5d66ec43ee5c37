package org.jackfield.device.mqtt.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.device.EmbeddedBroker;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Desk phones, headsets and lights that speak MQTT ({@code jackfield/1}). */
@Component(
        service = {DeviceDriver.class, HealthSource.class},
        immediate = true,
        configurationPid = MqttConfig.PID)
@Designate(ocd = MqttConfig.class)
public final class MqttDevices implements DeviceDriver, HealthSource, MqttLink.Hearer, EventLog.Reader, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttDevices.class);
    private static final long TICK_MS = 100;
    private static final int MAILBOX = 2000;
    private static final String NO_BROKER = "The embedded MQTT broker is not running; its own line says why,"
            + " or set brokerUri in etc/" + MqttConfig.PID + ".cfg to a broker of your own";

    private final MqttConfig config;
    private final Topics topics;
    private final Displays displays = new Displays();
    private final Fleet fleet;
    private final MqttLink link;
    private final Optional<Status> wrong;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jackfield-device.mqtt-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final Optional<EventLog.Subscription> subscription;
    private final Map<String, AgentPresence> presences = new HashMap<>();
    private volatile EmbeddedBroker broker;
    private volatile Presence presence;

    @Activate
    public MqttDevices(
            MqttConfig config,
            @Reference EventLog log,
            @Reference AgentSessions sessions,
            @Reference Accounts accounts) {
        this.config = config;
        this.wrong = wrong(config);
        this.topics = new Topics(wrong.isPresent() ? "jackfield" : config.domain());
        Registry registry = new Registry(accounts, config.tenant());
        String run = Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX);
        this.fleet = new Fleet(
                config.tenant(), topics, registry, sessions, log, new Commands(topics, run), displays, this::send);
        this.link = new MqttLink(topics, config.node(), clock, this);
        if (wrong.isPresent()) {
            LOG.error("{}", wrong.get().reason());
            this.subscription = Optional.empty();
            return;
        }
        this.subscription =
                Optional.of(log.subscribe("device.mqtt", MAILBOX, e -> e.fact() instanceof AgentFact, this));
        clock.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBroker(EmbeddedBroker service) {
        broker = service;
        clock.execute(link::hurry);
    }

    void unbindBroker(EmbeddedBroker service) {
        if (broker == service) {
            broker = null;
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPresence(Presence service) {
        presence = service;
    }

    void unbindPresence(Presence service) {
        if (presence == service) {
            presence = null;
        }
    }

    @Deactivate
    @Override
    public void close() {
        subscription.ifPresent(EventLog.Subscription::close);
        clock.execute(link::close);
        clock.shutdown();
        try {
            if (!clock.awaitTermination(3, TimeUnit.SECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            clock.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public Collection<Device> devices() {
        return fleet.devices();
    }

    @Override
    public CompletionStage<Integer> show(LineRef line, Display display) {
        displays.hold(line, display);
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        for (Twin twin : fleet.readyAt(line)) {
            // One command or two a device: it counts as told when the broker took all of them.
            fleet.tell(twin, display, millis()).stream()
                    .map(command -> link.send(command).toCompletableFuture())
                    .reduce((a, b) -> a.thenCombine(b, Boolean::logicalAnd))
                    .ifPresent(told::add);
        }
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenApply(all ->
                (int) told.stream().filter(CompletableFuture::join).count());
    }

    @Override
    public List<Status> health() {
        if (wrong.isPresent()) {
            return List.of(wrong.get());
        }
        MqttLink.Standing now = link.standing();
        return List.of(new Status("mqtt", config.tenant(), now.state(), now.reason(), now.since(), fleet.counters()));
    }

    @Override
    public void on(Event event) {
        if (!event.tenant().equals(config.tenant())) {
            return;
        }
        if (event.fact() instanceof AgentFact agent) {
            synchronized (presences) {
                if (remember(agent.presence())) {
                    publish(agent.presence());
                }
            }
        } else if (event.fact() instanceof SessionFact session && session.source() == SessionSource.DEVICE) {
            fleet.sessionChanged(session.agent(), session.loggedIn(), millis());
        } else if (event.fact() instanceof CallFact call && call.call().ended()) {
            displays.over(call.call().id());
        }
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained) {
        try {
            fleet.arrived(topic, payload, retained, millis());
        } catch (RuntimeException e) {
            // Paho would end the connection for all devices because of one message.
            LOG.error("A message at {} could not be taken", topic, e);
        }
    }

    @Override
    public void up() {
        fleet.back(millis());
    }

    @Override
    public void announce() {
        Presence service = presence;
        if (service != null) {
            service.all(config.tenant()).forEach(this::remember);
        }
        synchronized (presences) {
            presences.values().forEach(this::publish);
        }
    }

    @Override
    public void down() {
        fleet.away();
    }

    private void tick() {
        try {
            long now = millis();
            link.tick(now, this::target, NO_BROKER);
            fleet.tick(now);
        } catch (RuntimeException e) {
            // A task that throws is never run again.
            LOG.error("The devices over MQTT could not be looked after", e);
        }
    }

    private Optional<Target> target() {
        // An underscore is in no device's id, so no device can take this client id.
        String clientId = "jackfield_" + config.node();
        if (!config.brokerUri().isBlank()) {
            return Optional.of(new Target(
                    config.brokerUri(), clientId, config.username(), config.secret(), config.trustedCertificate()));
        }
        return Optional.ofNullable(broker).map(b -> new Target(b.uri(), clientId, b.user(), b.password(), ""));
    }

    /** Keeps an agent's latest state, also while the broker is away. */
    private boolean remember(AgentPresence now) {
        synchronized (presences) {
            AgentPresence before = presences.get(now.agent());
            boolean newer = before == null || before.rev() < now.rev();
            if (newer) {
                presences.put(now.agent(), now);
            }
            return newer;
        }
    }

    private void publish(AgentPresence now) {
        ObjectNode body = Payload.object();
        body.put("state", now.state().word());
        now.reason().ifPresent(reason -> body.put("reason", reason));
        now.pending().ifPresent(pending -> body.put("pending", pending.word()));
        body.put("cause", now.cause());
        body.put("since", now.since().toString());
        body.put("rev", now.rev());
        send(new Outgoing(topics.presence(now.agent()), Payload.write(body), true, 0));
    }

    private void send(Outgoing message) {
        link.send(message);
    }

    private static Optional<Status> wrong(MqttConfig config) {
        try {
            new Topics(config.domain());
            Topics.checkLevel("node", config.node());
            if (!config.brokerUri().isBlank()) {
                Target.check(config.brokerUri());
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    new Status("mqtt", config.tenant(), Status.State.DOWN, e.getMessage(), Instant.now(), Map.of()));
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
