package org.jackfield.device.mqtt.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.Enrolment;
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

    /** A lost device may come back within the first without anybody noticing, any device within the other. */
    private static final long GRACE_MS = 5000, ANNOUNCE_MS = 30_000;

    private final String tenant;
    private final Topics topics;
    private final Registry registry;
    private final AgentSessions sessions;
    private final EventLog log;
    private final Commands commands;
    private final Wishes wishes;
    private final Consumer<Outgoing> out;
    private final Instant started = Instant.now();
    private final Map<String, Twin> twins = new ConcurrentHashMap<>();
    private final Map<String, Device> told = new HashMap<>();
    private final Shows shows;
    private final Tally tally = new Tally();
    private final Strangers strangers = new Strangers();

    Fleet(
            String tenant,
            Topics topics,
            Registry registry,
            AgentSessions sessions,
            EventLog log,
            Commands commands,
            Shows shows,
            Wishes wishes,
            Consumer<Outgoing> out) {
        this.tenant = tenant;
        this.topics = topics;
        this.registry = registry;
        this.sessions = sessions;
        this.log = log;
        this.commands = commands;
        this.shows = shows;
        this.wishes = wishes;
        this.out = out;
    }

    /** A message came. One bad message is one counted reject. */
    synchronized void arrived(String topic, byte[] payload, boolean retained, long now) {
        Optional<Said> said = topics.read(topic);
        if (said.isEmpty() || payload.length == 0) {
            return;
        }
        tally.messages.incrementAndGet();
        if (!retained && tally.floods(said.get().device(), now)) {
            return;
        }
        try {
            if (registry.device(said.get().device(), now).isEmpty()) {
                strangers.add(said.get().device());
                throw new Malformed("there is no such device; enrol it");
            }
            take(said.get(), Payload.read(payload), retained, now);
        } catch (Malformed e) {
            tally.rejected.incrementAndGet();
            LOG.debug("Device {} was not understood at {}: {}", said.get().device(), topic, e.getMessage());
        }
    }

    private void take(Said said, Payload payload, boolean retained, long now) throws Malformed {
        if (said.part() == Topics.Part.ANSWER) {
            if (!commands.answered(said.device(), said.name())) {
                tally.duplicates.incrementAndGet();
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
            tally.duplicates.incrementAndGet();
            return;
        }
        switch (said.part()) {
            case STATE -> {
                long waited = payload.number("delayMs", 0, 0);
                long grace = retained ? 0 : GRACE_MS - waited;
                update(twin.said(payload.state(), boot, grace, retained, Instant.now(), now), now);
            }
            case DESCRIPTION -> update(twin.described(granted(said.device(), payload.about()), boot, retained), now);
            case FACT -> fact(twin, said.name(), payload, boot, retained, now);
            default -> event(twin, said.name(), payload, boot, retained, now);
        }
    }

    private void fact(Twin twin, String facet, Payload payload, long boot, boolean retained, long now)
            throws Malformed {
        long seq = payload.number("seq", 1);
        String value = payload.text("value").orElseThrow(() -> new Malformed("'value' is missing"));
        if (!retained && twin.had(boot, seq)) {
            tally.duplicates.incrementAndGet();
            return;
        }
        Twin next = twin.heard(Optional.of(facet), value, boot, seq, retained, now);
        Optional<String> before = text(twin, facet);
        update(next, now);
        if (!before.equals(text(next, facet))) {
            // The first word of a boot tells how things are; only what follows was done by somebody.
            wishes.fact(view(next), facet, value, before.isPresent() && next.boot() == twin.boot(), now);
        }
    }

    private static Optional<String> text(Twin twin, String facet) {
        return Optional.ofNullable(twin.facts().get(facet)).map(Twin.Value::text);
    }

    /** A child names its bridge, and the register must say the same. */
    private Twin.About granted(String device, Twin.About about) throws Malformed {
        Optional<String> root = registry.device(device).flatMap(Enrolment::root);
        if (about.root().isPresent() && !about.root().equals(root)) {
            throw new Malformed("'root' names a bridge that was not granted to it");
        }
        return about;
    }

    private void event(Twin twin, String event, Payload payload, long boot, boolean retained, long now)
            throws Malformed {
        long seq = payload.number("seq", 1);
        if (retained) {
            throw new Malformed("an event must not be retained");
        }
        if (twin.had(boot, seq)) {
            tally.duplicates.incrementAndGet();
            return;
        }
        Twin next = twin.heard(Optional.empty(), "", boot, seq, false, now);
        update(next, now);
        wishes.event(view(next), event, payload, now);
    }

    /** Time passed: losses become sure, holes are asked about, accounts are read again. */
    synchronized void tick(long now) {
        if (registry.refresh(now)) {
            twins.values().stream()
                    .filter(twin -> !registry.ids().contains(twin.id()))
                    .forEach(this::forget);
            twins.values().forEach(this::tell);
        }
        // Who was enrolled a moment ago spoke before the register was read again.
        strangers.found(registry.ids()).forEach(id -> out.accept(commands.rebirth(id, now)));
        for (Twin twin : twins.values()) {
            Twin next = twin.tick(Instant.now(), now);
            if (next.seen().wantsRebirth(now)) {
                tally.rebirths.incrementAndGet();
                out.accept(commands.rebirth(next.id(), now));
                next = next.asked(now);
            }
            if (next != twin) {
                update(next, now);
            }
        }
        commands.tick(now);
    }

    /** Other people sit at the devices now. */
    synchronized void seatsChanged() {
        twins.values().forEach(this::tell);
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
        return registry.at(line).stream().map(twins::get).filter(this::ready).toList();
    }

    /** The devices of an agent that can be told something now: at the own lines, and carried along. */
    List<Twin> readyOf(String agent) {
        Stream<String> atLines = sessions.agent(tenant, agent).map(Agent::lines).orElse(List.of()).stream()
                .flatMap(line -> registry.at(line).stream());
        return Stream.concat(atLines, registry.of(agent).stream())
                .distinct()
                .map(twins::get)
                .filter(this::ready)
                .filter(twin -> agent(twin).filter(agent::equals).isPresent())
                .toList();
    }

    private boolean ready(Twin twin) {
        return twin != null && seen(twin).state() == Device.State.READY;
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
        Map<String, Long> counters = tally.counters();
        counters.put("devices", (long) registry.ids().size());
        counters.put("ready", twins.values().stream().filter(this::ready).count());
        counters.put("unanswered", commands.unanswered());
        return counters;
    }

    private void update(Twin next, long now) {
        Twin before = twins.put(next.id(), next);
        tell(next);
        if (before == null || before.state() != next.state()) {
            registry.children(next.id()).stream()
                    .map(twins::get)
                    .filter(Objects::nonNull)
                    .forEach(this::tell);
        }
        boolean here = next.state() == Device.State.READY;
        boolean wasHere = before != null && before.state() == Device.State.READY && before.boot() == next.boot();
        // What is retained comes in any order: a phone may be ready before it is known what it can do.
        boolean learnt =
                before == null || !before.about().caps().equals(next.about().caps());
        if (here && (!wasHere || learnt)) {
            shows.again(next, registry.line(next.id()), now).forEach(out);
        }
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
        tally.forget(twin.id());
        log.append(tenant, new DeviceFact(twin.device(tenant, Optional.empty(), Optional.empty())));
    }

    Device view(Twin twin) {
        return seen(twin).device(tenant, registry.line(twin.id()), agent(twin));
    }

    /** A child is lost with its bridge. */
    private Twin seen(Twin twin) {
        return registry.device(twin.id())
                .flatMap(Enrolment::root)
                .map(twins::get)
                .filter(Twin::gone)
                .map(twin::without)
                .orElse(twin);
    }

    private Optional<String> agent(Twin twin) {
        return registry.device(twin.id())
                .flatMap(Enrolment::agent)
                .or(() -> registry.line(twin.id()).flatMap(sessions::agentAt).map(Agent::id));
    }
}
