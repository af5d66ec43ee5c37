package org.jackfield.core.internal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.control.Calls;
import org.jackfield.api.control.Links;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.pbx.PbxDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drivers plug in here. Each link has a lane that stays when its driver leaves, so that calls survive an update of the
 * driver's bundle; the sink a driver was given dies with it.
 */
@Component(service = {Switchboard.class, Links.class, Calls.class, HealthSource.class})
public final class Switchboard implements Links, Calls, HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private record Plugged(PbxDriver driver, Lane.Sink sink) {}

    private final EventLog log;
    private final NumberPlan numbers;
    private final AgentSessions sessions;
    private final Memory memory;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<String, Plugged> drivers = new ConcurrentHashMap<>();

    @Activate
    public Switchboard(
            @Reference EventLog log,
            @Reference NumberPlan numbers,
            @Reference AgentSessions sessions,
            @Reference Memory memory) {
        this.log = log;
        this.numbers = numbers;
        this.sessions = sessions;
        this.memory = memory;
    }

    /** One without a past. */
    public Switchboard(EventLog log, NumberPlan numbers, AgentSessions sessions) {
        this(log, numbers, sessions, Memory.none());
    }

    /** A driver came. A second one for the same link is refused: two would tell every call twice. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void plug(PbxDriver driver) {
        String name = driver.link();
        if (drivers.containsKey(name)) {
            LOG.error("A second driver for link {} is not used: remove one of the two configurations or bundles", name);
            return;
        }
        Lane lane = lanes.computeIfAbsent(
                name,
                n -> new Lane(
                        new PluggedLink(n, driver.tenant(), this::driver, numbers, sessions), log, Clock.systemUTC()));
        Lane.Sink sink = lane.new Sink();
        drivers.put(name, new Plugged(driver, sink));
        lane.whenRemembered(memory, () -> open(driver, sink));
    }

    private synchronized void open(PbxDriver driver, Lane.Sink sink) {
        Plugged plugged = drivers.get(driver.link());
        if (plugged != null && plugged.sink() == sink) {
            driver.open(sink);
        }
    }

    public synchronized void unplug(PbxDriver driver) {
        Plugged plugged = drivers.get(driver.link());
        if (plugged != null && plugged.driver() == driver) {
            drivers.remove(driver.link());
            plugged.sink().revoke("its driver was stopped; start it again or remove its configuration");
        }
    }

    Optional<PbxDriver> driver(String link) {
        return Optional.ofNullable(drivers.get(link)).map(Plugged::driver);
    }

    Optional<Lane> lane(String link) {
        return Optional.ofNullable(lanes.get(link));
    }

    @Override
    public Collection<Status> links(String tenant) {
        return lanes.values().stream()
                .map(Lane::report)
                .filter(status -> status.tenant().equals(tenant))
                .sorted(Comparator.comparing(Status::name))
                .toList();
    }

    @Override
    public List<MissedWindow> missed(String tenant) {
        return lanes.values().stream()
                .filter(lane -> lane.state().tenant().equals(tenant))
                .flatMap(lane -> lane.missed().stream())
                .sorted(Comparator.comparing(MissedWindow::to).reversed())
                .toList();
    }

    @Override
    public List<Status> health() {
        return lanes.values().stream()
                .map(Lane::report)
                .map(s -> new Status("link " + s.name(), s.tenant(), s.state(), s.reason(), s.since(), s.counters()))
                .sorted(Comparator.comparing(Status::name))
                .toList();
    }

    @Override
    public Collection<Call> active(String tenant) {
        List<Call> active = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            for (Call call : lane.pictures().all()) {
                if (!call.ended() && call.tenant().equals(tenant)) {
                    active.add(call);
                }
            }
        }
        active.sort(Comparator.comparing(Call::startedAt).reversed());
        return active;
    }

    @Override
    public Optional<Call> find(String tenant, String idOrAlias) {
        return lanes.values().stream()
                .map(lane -> lane.pictures().find(idOrAlias))
                .flatMap(Optional::stream)
                .filter(call -> call.tenant().equals(tenant))
                .findFirst();
    }

    @Override
    public void attachRecord(String tenant, String callId, RecordRef ref) {
        edit(tenant, callId, call -> call.attach(ref));
    }

    @Override
    public void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {
        edit(tenant, callId, call -> call.annotate(notes, disposition));
    }

    private void edit(String tenant, String callId, java.util.function.Consumer<LiveCall> change) {
        find(tenant, callId).flatMap(call -> lane(call.link())).ifPresent(lane -> lane.edit(callId, change));
    }

    @Override
    @Deactivate
    public synchronized void close() {
        drivers.values().forEach(plugged -> plugged.sink().revoke("the server stops"));
        drivers.clear();
        lanes.values().forEach(Lane::close);
    }
}
