package org.jackfield.device.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceCheck;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.EmbeddedBroker;
import org.jackfield.api.device.Pairing;
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
        service = {DeviceDriver.class, HealthSource.class, Pairing.class, DeviceCheck.class},
        immediate = true,
        configurationPid = MqttConfig.PID)
@Designate(ocd = MqttConfig.class)
public final class MqttDevices
        implements DeviceDriver, HealthSource, Pairing, DeviceCheck, MqttLink.Hearer, EventLog.Reader, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttDevices.class);
    private static final long TICK_MS = 100;
    private static final long RETRY_MS = 5_000;
    private static final int MAILBOX = 2000;
    private static final String NO_BROKER = "The embedded MQTT broker is not running; its own line says why,"
            + " or set brokerUri in etc/" + MqttConfig.PID + ".cfg to a broker of your own";

    private final MqttConfig config;
    private final HouseServices house;
    private final Optional<Status> wrong;
    private final Commands commands;
    private final Displays displays = new Displays();
    private final Shows shows;
    private final ShiftClock shifts;
    private final Logins logins;
    private final DeskWishes wishes;
    private final Errands errands;
    private final Fleet fleet;
    private final AgentTopics agents;
    private final Checks checks;
    private final MqttLink link;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jackfield-device.mqtt-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final Optional<EventLog.Subscription> subscription;
    private volatile EmbeddedBroker broker;

    @Activate
    public MqttDevices(
            MqttConfig config,
            @Reference EventLog log,
            @Reference AgentSessions sessions,
            @Reference DeviceRegistry register,
            @Reference HouseServices house) {
        this.config = config;
        this.house = house;
        this.wrong = wrong(config);
        String tenant = config.tenant();
        Topics topics = new Topics(wrong.isPresent() ? "jackfield" : config.domain());
        this.commands = new Commands(topics, Long.toString(System.currentTimeMillis() / 1000, Character.MAX_RADIX));
        this.shows = new Shows(commands, displays);
        this.shifts = new ShiftClock(tenant, house::shifts);
        this.logins = new Logins(tenant, sessions, house::keys, shifts, commands, this::send, this::seatsChanged);
        this.wishes =
                new DeskWishes(tenant, house, logins, new Muting(commands), this::devicesOf, commands, this::send);
        this.errands = new Errands(wishes);
        Registry registry = new Registry(register, tenant);
        this.fleet = new Fleet(tenant, topics, registry, sessions, log, commands, shows, errands, this::send);
        this.agents = new AgentTopics(topics, this::send);
        this.checks = new Checks(topics, commands, this::send, clock, MqttDevices::millis);
        this.link = new MqttLink(topics, config.node(), clock, this);
        if (wrong.isPresent()) {
            LOG.error("{}", wrong.get().reason());
            this.subscription = Optional.empty();
            return;
        }
        this.subscription =
                Optional.of(log.subscribe("device.mqtt", MAILBOX, e -> e.fact() instanceof AgentFact, this));
        clock.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        clock.scheduleWithFixedDelay(
                () -> errands.run(shifts::writeWhatWaits), RETRY_MS, RETRY_MS, TimeUnit.MILLISECONDS);
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

    @Deactivate
    @Override
    public void close() {
        subscription.ifPresent(EventLog.Subscription::close);
        errands.close();
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
    public String confirm(String tenant, String agent, String code) {
        if (!tenant.equals(config.tenant())) {
            throw new IllegalArgumentException("There are no devices of '" + tenant + "' here");
        }
        return logins.confirm(agent, code, millis());
    }

    @Override
    public CompletionStage<List<Finding>> check(String tenant, String device, Duration time) {
        return tenant.equals(config.tenant()) && devices().stream().anyMatch(d -> d.id().equals(device))
                ? checks.check(device, time)
                : CompletableFuture.failedStage(new IllegalArgumentException(
                        "There is no device '" + device + "'; enrol it by jackfield:device-create"));
    }

    @Override
    public CompletionStage<Integer> show(LineRef line, Display display) {
        displays.hold(line, display);
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        for (Twin twin : fleet.readyAt(line)) {
            // One command or two a device: it counts as told when the broker took all of them.
            shows.of(twin, display, millis()).stream()
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
        Map<String, Long> counters = new TreeMap<>(fleet.counters());
        counters.put("refusedWishes", wishes.refused());
        counters.put("droppedWishes", errands.dropped());
        return List.of(new Status("mqtt", config.tenant(), now.state(), now.reason(), now.since(), counters));
    }

    @Override
    public void on(Event event) {
        if (!event.tenant().equals(config.tenant())) {
            return;
        }
        if (event.fact() instanceof AgentFact agent) {
            if (agents.tell(agent.presence())) {
                light(agent.presence());
            }
        } else if (event.fact() instanceof SessionFact session && session.source() == SessionSource.DEVICE) {
            errands.run(() -> logins.changed(session.agent(), session.loggedIn(), millis()));
        } else if (event.fact() instanceof CallFact call && call.call().ended()) {
            displays.over(call.call().id());
            wishes.over(call.call().id());
        }
    }

    private void seatsChanged() {
        fleet.seatsChanged();
    }

    /** The lamps at an agent's desk show the state. */
    private void light(AgentPresence now) {
        for (Twin twin : fleet.readyOf(now.agent())) {
            if (twin.can("lamp")) {
                send(commands.lamp(twin.id(), now, millis()));
            }
        }
    }

    private List<Device> devicesOf(String agent) {
        return fleet.readyOf(agent).stream().map(fleet::view).toList();
    }

    @Override
    public void arrived(String topic, byte[] payload, boolean retained) {
        try {
            checks.heard(topic, payload, retained);
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
        agents.announce(house.presence().map(p -> p.all(config.tenant())).orElse(List.of()));
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
