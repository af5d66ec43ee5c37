package org.jackfield.device.mqtt.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.Device.Kind;
import org.jackfield.api.device.Device.State;

/**
 * What a device said about itself, and what follows from its silence. Immutable and without a clock: {@code now} is
 * milliseconds of a monotonic one, {@code at} is for people.
 *
 * @param boot counts the device's power-ups or connects; what belongs to an older one is ignored
 * @param lostAt when a last will takes effect, unless the device is back before
 * @param announceBy when a device that was known must have announced itself after the broker came back
 * @param settled the state before the broker went away
 */
record Twin(
        String id,
        long boot,
        Seen seen,
        State state,
        State settled,
        Optional<Long> lostAt,
        Optional<Long> announceBy,
        Instant since,
        About about,
        Map<String, Value> facts) {
    private static final int MAX_FACTS = 32;

    /** What the device is. */
    record About(Kind kind, String vendor, String model, Set<String> caps, Optional<String> root) {
        static final About NOTHING = new About(Kind.UNKNOWN, "", "", Set.of(), Optional.empty());
    }

    /** A fact with its place in the boot. */
    record Value(long seq, String text) {}

    /** A device nobody heard of yet. */
    static Twin unknown(String id, Instant at) {
        return new Twin(
                id,
                -1,
                Seen.fresh().unsure(),
                State.UNKNOWN,
                State.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                at,
                About.NOTHING,
                Map.of());
    }

    /** Whether a message of that boot still counts. */
    boolean counts(long messageBoot) {
        return messageBoot >= boot;
    }

    /** Whether a live message is a duplicate. */
    boolean had(long messageBoot, long seq) {
        return messageBoot == boot && seen.has(seq);
    }

    /**
     * The device said how it is. A loss waits for the grace, everything else holds at once.
     *
     * @param graceMs what is left to wait; 0 to believe a loss at once
     */
    Twin said(State reported, long messageBoot, long graceMs, boolean retained, Instant at, long now) {
        Twin twin = inBoot(messageBoot, retained);
        if (reported != State.LOST || graceMs <= 0 || twin.state == State.LOST) {
            return twin.become(reported, at);
        }
        // A device that is unknown stays so until its loss is sure.
        return twin.waitingFor(Optional.of(twin.lostAt.orElse(now + graceMs)), twin.announceBy);
    }

    /** The device said what it is. */
    Twin described(About now, long messageBoot, boolean retained) {
        Twin t = inBoot(messageBoot, retained);
        return new Twin(id, t.boot, t.seen, t.state, t.settled, t.lostAt, t.announceBy, t.since, now, t.facts);
    }

    /** A fact or event of the device was heard; an event has no value to keep. */
    Twin heard(Optional<String> facet, String text, long messageBoot, long seq, boolean retained, long now) {
        Twin t = inBoot(messageBoot, retained);
        // What is retained lies in the past: it says nothing about where the device counts now.
        Seen counted = retained || t.seen.has(seq) ? t.seen : t.seen.with(seq, now);
        Map<String, Value> kept = t.facts;
        if (facet.isPresent() && newer(t.facts.get(facet.get()), seq) && roomFor(t.facts, facet.get())) {
            kept = new HashMap<>(t.facts);
            kept.put(facet.get(), new Value(seq, text));
        }
        return new Twin(
                id, t.boot, counted, t.state, t.settled, t.lostAt, t.announceBy, t.since, t.about, Map.copyOf(kept));
    }

    /** Time passed. */
    Twin tick(Instant at, long now) {
        if (lostAt.filter(due -> now >= due).isPresent()) {
            return become(State.LOST, at);
        }
        if (announceBy.filter(due -> now >= due).isPresent()) {
            return become(settled == State.DISCONNECTED ? State.DISCONNECTED : State.LOST, at);
        }
        return this;
    }

    /** The broker cannot be reached: nobody knows. */
    Twin away(Instant at) {
        Twin twin = new Twin(
                id,
                boot,
                seen.unsure(),
                State.UNKNOWN,
                state == State.UNKNOWN ? settled : state,
                Optional.empty(),
                Optional.empty(),
                state == State.UNKNOWN ? since : at,
                about,
                facts);
        return twin;
    }

    /** The broker is back: who was there before must announce itself. */
    Twin back(long deadline) {
        return settled == State.UNKNOWN ? this : waitingFor(lostAt, Optional.of(deadline));
    }

    /** The device was asked to say everything again. */
    Twin asked(long now) {
        return new Twin(id, boot, seen.asked(now), state, settled, lostAt, announceBy, since, about, facts);
    }

    boolean can(String cap) {
        return about.caps().contains(cap);
    }

    /** Whether it surely is not there. */
    boolean gone() {
        return state == State.LOST || state == State.DISCONNECTED;
    }

    /** The same device as it is while the bridge that speaks for it is not there. */
    Twin without(Twin bridge) {
        return gone() || state == State.UNKNOWN
                ? this
                : new Twin(id, boot, seen, bridge.state, settled, lostAt, announceBy, bridge.since, about, facts);
    }

    /** What others see of it. */
    Device device(String tenant, Optional<LineRef> line, Optional<String> agent) {
        Map<String, String> texts = facts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text()));
        return new Device(tenant, id, about.kind(), about.vendor(), about.model(), state, line, agent, texts, since);
    }

    /** A new boot forgets facts and numbers of the one before. */
    private Twin inBoot(long messageBoot, boolean retained) {
        if (messageBoot <= boot) {
            return this;
        }
        Seen from = retained ? seen.unsure() : Seen.fresh();
        return new Twin(id, messageBoot, from, state, settled, lostAt, announceBy, since, about, Map.of());
    }

    private Twin become(State next, Instant at) {
        return new Twin(
                id,
                boot,
                seen,
                next,
                next,
                Optional.empty(),
                Optional.empty(),
                next == state ? since : at,
                about,
                facts);
    }

    private Twin waitingFor(Optional<Long> loss, Optional<Long> announcement) {
        return new Twin(id, boot, seen, state, settled, loss, announcement, since, about, facts);
    }

    private static boolean newer(Value known, long seq) {
        return known == null || seq > known.seq();
    }

    private static boolean roomFor(Map<String, Value> facts, String facet) {
        return facts.containsKey(facet) || facts.size() < MAX_FACTS;
    }
}
