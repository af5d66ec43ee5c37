package org.jackfield.device.mqtt.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.device.mqtt.internal.Payload.Malformed;
import org.jackfield.device.mqtt.internal.Topics.Said;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All devices of a tenant: takes what they say, appends what changed, and answers. Without a socket, clock or thread of
 * its own; {@code now} is milliseconds of a monotonic clock.
 */
final class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    /** A lost device may come back within this time without anybody noticing. */
    private static final long GRACE_MS = 5000;

    /** After the broker came back, devices have this long to announce themselves. */
    private static final long ANNOUNCE_MS = 30_000;

    private final String tenant;
    private final Topics topics;
    private final Registry registry;
    private final AgentSessions sessions;
    private final EventLog log;
    private final Commands commands;
    private final Consumer<Outgoing> out;
    private final Instant started = Instant.now();
    private final Map<String, Twin> twins = new ConcurrentHashMap<>();
    private final Map<String, Device> told = new HashMap<>();
    private final Displays displays;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong rebirths = new AtomicLong();

    Fleet(
            String tenant,
            Topics topics,
            Registry registry,
            AgentSessions sessions,
            EventLog log,
            Commands commands,
            Displays displays,
            Consumer<Outgoing> out) {
        this.tenant = tenant;
        this.topics = topics;
        this.registry = registry;
        this.sessions = sessions;
        this.log = log;
        this.commands = commands;
        this.displays = displays;
        this.out = out;
    }

    /** A message came. One bad message is one counted reject. */
    synchronized void arrived(String topic, byte[] payload, boolean retained, long now) {
        Optional<Said> said = topics.read(topic);
        if (said.isEmpty() || payload.length == 0) {
            return;
        }
        messages.incrementAndGet();
        try {
            if (registry.device(said.get().device(), now).isEmpty()) {
                throw new Malformed("there is no such device; make an account of the role device for it");
            }
            take(said.get(), Payload.read(payload), retained, now);
        } catch (Malformed e) {
            rejected.incrementAndGet();
            LOG.debug("Device {} was not understood at {}: {}", said.get().device(), topic, e.getMessage());
        }
    }

    private void take(Said said, Payload payload, boolean retained, long now) throws Malformed {
        if (said.part() == Topics.Part.ANSWER) {
            if (!commands.answered(said.device(), said.name())) {
                duplicates.incrementAndGet();
            } else if (!payload.flag("ok")) {
                LOG.debug(
                        "Device {} refused a command: {}",
                        said.device(),
                        payload.text("code").orElse("no reason"));
            }
            return;
        }
        Twin twin = twins.getOrDefault(said.device(), Twin.unknown(said.device(), started));
        long boot = payload.number("boot", 0);
        if (!twin.counts(boot)) {
            duplicates.incrementAndGet();
            return;
        }
        switch (said.part()) {
            case STATE -> {
                long waited = payload.number("delayMs", 0, 0);
                long grace = retained ? 0 : GRACE_MS - waited;
                update(twin.said(payload.state(), boot, grace, retained, Instant.now(), now), now);
            }
            case DESCRIPTION -> update(twin.described(payload.about(), boot, retained), now);
            case FACT -> fact(twin, said.name(), payload, boot, retained, now);
            default -> event(twin, said.name(), payload, boot, retained, now);
        }
    }

    private void fact(Twin twin, String facet, Payload payload, long boot, boolean retained, long now)
            throws Malformed {
        long seq = payload.number("seq", 1);
        String value = payload.text("value").orElseThrow(() -> new Malformed("'value' is missing"));
        if (!retained && twin.had(boot, seq)) {
            duplicates.incrementAndGet();
            return;
        }
        Twin next = twin.heard(Optional.of(facet), value, boot, seq, retained, now);
        boolean changed = !Optional.ofNullable(next.facts().get(facet))
                .map(Twin.Value::text)
                .equals(Optional.ofNullable(twin.facts().get(facet)).map(Twin.Value::text));
        update(next, now);
        if (changed && facet.equals("session")) {
            session(next, value.equals("loggedIn"), Optional.empty(), now);
        }
    }

    private void event(Twin twin, String event, Payload payload, long boot, boolean retained, long now)
            throws Malformed {
        long seq = payload.number("seq", 1);
        if (retained) {
            throw new Malformed("an event must not be retained");
        }
        if (twin.had(boot, seq)) {
            duplicates.incrementAndGet();
            return;
        }
        Twin next = twin.heard(Optional.empty(), "", boot, seq, false, now);
        update(next, now);
        if (event.equals("login") || event.equals("logout")) {
            session(next, event.equals("login"), payload.text("agent"), now);
        }
    }

    /** Somebody logs in or out at a device: only the agent whose line it serves may, whatever the device says. */
    private void session(Twin twin, boolean in, Optional<String> asked, long now) {
        Optional<String> agent = agent(twin);
        if (agent.isEmpty() || asked.isPresent() && !asked.equals(agent)) {
            out.accept(commands.session(twin.id(), asked.orElse(""), false, "rejected", now));
        } else if (in) {
            sessions.logIn(tenant, agent.get(), SessionSource.DEVICE);
        } else {
            sessions.logOut(tenant, agent.get(), SessionSource.DEVICE);
        }
    }

    /** An agent was logged in or out at the device: those at the agent's lines show it. */
    void sessionChanged(String agentId, boolean in, long now) {
        for (LineRef line : sessions.agent(tenant, agentId).map(Agent::lines).orElse(List.of())) {
            for (Twin twin : readyAt(line)) {
                if (twin.can("login")) {
                    out.accept(commands.session(twin.id(), agentId, in, "", now));
                }
            }
        }
    }

    /** Time passed: losses become sure, holes are asked about, accounts are read again. */
    synchronized void tick(long now) {
        if (registry.refresh(now)) {
            twins.values().stream()
                    .filter(twin -> !registry.ids().contains(twin.id()))
                    .forEach(this::forget);
            twins.values().forEach(this::tell);
        }
        for (Twin twin : twins.values()) {
            Twin next = twin.tick(Instant.now(), now);
            if (next.seen().wantsRebirth(now)) {
                rebirths.incrementAndGet();
                out.accept(commands.rebirth(next.id(), now));
                next = next.asked(now);
            }
            if (next != twin) {
                update(next, now);
            }
        }
        commands.tick(now);
    }

    /** The broker cannot be reached. */
    synchronized void away() {
        twins.replaceAll((id, twin) -> twin.away(Instant.now()));
        twins.values().forEach(this::tell);
    }

    /** The broker is back. */
    synchronized void back(long now) {
        twins.replaceAll((id, twin) -> twin.back(now + ANNOUNCE_MS));
    }

    /** The devices at a line that can be told something now. */
    List<Twin> readyAt(LineRef line) {
        return registry.at(line).stream()
                .map(twins::get)
                .filter(twin -> twin != null && twin.state() == Device.State.READY)
                .toList();
    }

    /** Every device there is an account for, also those nobody heard of yet. */
    Collection<Device> devices() {
        return new TreeSet<>(registry.ids())
                .stream()
                        .map(id -> view(twins.getOrDefault(id, Twin.unknown(id, started))))
                        .toList();
    }

    /** For operators. */
    Map<String, Long> counters() {
        return Map.of(
                "devices", (long) registry.ids().size(),
                "ready",
                        twins.values().stream()
                                .filter(t -> t.state() == Device.State.READY)
                                .count(),
                "messages", messages.get(),
                "rejected", rejected.get(),
                "duplicates", duplicates.get(),
                "rebirths", rebirths.get(),
                "unanswered", commands.unanswered());
    }

    private void update(Twin next, long now) {
        Twin before = twins.put(next.id(), next);
        tell(next);
        boolean here = next.state() == Device.State.READY;
        boolean wasHere = before != null && before.state() == Device.State.READY && before.boot() == next.boot();
        // What is retained comes in any order: a phone may be ready before it is known what it can do.
        boolean learnt =
                before == null || !before.about().caps().equals(next.about().caps());
        if (here && (!wasHere || learnt)) {
            showAgain(next, now);
        }
    }

    private void showAgain(Twin twin, long now) {
        for (Display display : registry.line(twin.id()).map(displays::at).orElse(List.of())) {
            tell(twin, display, now).forEach(out);
        }
    }

    /** The commands that tell a device about a call, as far as it can do something with them. */
    List<Outgoing> tell(Twin twin, Display display, long now) {
        List<Outgoing> told = new ArrayList<>();
        if (twin.can("display")) {
            told.add(commands.display(twin.id(), display, now));
        }
        if (twin.can("ring")) {
            told.add(commands.ring(twin.id(), display, now));
        }
        return told;
    }

    private void tell(Twin twin) {
        Device device = view(twin);
        if (!device.equals(told.put(twin.id(), device))) {
            log.append(tenant, new DeviceFact(device));
        }
    }

    private void forget(Twin twin) {
        twins.remove(twin.id());
        told.remove(twin.id());
        log.append(tenant, new DeviceFact(twin.device(tenant, Optional.empty(), Optional.empty())));
    }

    private Device view(Twin twin) {
        return twin.device(tenant, registry.line(twin.id()), agent(twin));
    }

    private Optional<String> agent(Twin twin) {
        return registry.line(twin.id()).flatMap(sessions::agentAt).map(Agent::id);
    }
}
