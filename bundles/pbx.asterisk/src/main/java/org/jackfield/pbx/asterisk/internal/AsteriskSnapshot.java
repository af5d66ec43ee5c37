package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;

/** Reads the answers of the list actions into channels, journeys and a snapshot. Pure. */
final class AsteriskSnapshot {
    private final Predicate<String> isLine;
    private final Instant at;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, String> linked = new HashMap<>();
    private final Map<String, String> queues;
    private final Map<String, AmiMessage> parked;
    private final Set<String> waitingRooms;
    private final Map<String, Channel> before;
    private final Consultations consultations;
    private final boolean tellsHold;

    /** @param before the channels as they were known before, by uniqueid */
    AsteriskSnapshot(Predicate<String> isLine, Lists lists, Map<String, Channel> before, Instant at) {
        this.isLine = isLine;
        this.at = at;
        this.before = before;
        this.queues = lists.queues();
        this.parked = lists.parked();
        this.waitingRooms = lists.waitingRooms();
        this.tellsHold = lists.devices().isPresent();
        Map<String, String> dialled = lists.dialled();
        lists.rows("CoreShowChannels").forEach(row -> channel(row, dialled));
        Holding.mark(channels.values(), isLine, lists.devices(), before);
        channels.values().stream().filter(c -> before.containsKey(c.id)).forEach(this::carryOn);
        group();
        consultations = new Consultations(channels, before);
        consultations.takeApart();
        consultations.find(isLine, at);
        channels.values().forEach(this::spies);
        journeys().forEach(journey -> {
            offer(journey);
            serve(journey, lists.conferences());
        });
    }

    private void carryOn(Channel c) {
        Channel known = before.get(c.id);
        c.carryOn(known);
        c.dialled = known.dialled == null ? null : channels.get(known.dialled.id);
        c.dialledBy = known.dialledBy == null ? null : channels.get(known.dialledBy.id);
    }

    private void channel(AmiMessage m, Map<String, String> dialled) {
        String id = m.get("Uniqueid");
        String dnid = dialled.getOrDefault(id, "");
        Channel c = new Channel(
                id,
                m.get("Channel"),
                at.minusSeconds(seconds(m.get("Duration"))),
                AmiText.party(m),
                dnid.isEmpty() ? m.get("Exten") : dnid);
        c.state = switch (m.get("ChannelState")) {
            case "6" -> ConnectionState.CONNECTED;
            case "5" -> ConnectionState.ALERTING;
            default -> ConnectionState.INITIATED;
        };
        c.upAt = c.state == ConnectionState.CONNECTED ? c.seenAt : Instant.EPOCH;
        c.bridge = m.get("BridgeId");
        c.application = m.get("Application");
        c.arguments = m.get("ApplicationData");
        c.parked = parked.containsKey(id);
        channels.put(id, c);
        linked.put(id, m.get("Linkedid"));
    }

    /** {@code 01:02:03}. */
    private static long seconds(String duration) {
        long seconds = 0;
        for (String part : duration.split(":")) {
            seconds = seconds * 60 + (part.matches("\\d+") ? Long.parseLong(part) : 0);
        }
        return seconds;
    }

    /** Channels of one linkedid belong together, and so do those that meet in a bridge. */
    private void group() {
        Map<String, Journey> byLinked = new LinkedHashMap<>();
        Map<String, Journey> byBridge = new HashMap<>();
        Map<Channel, Instant> created = new IdentityHashMap<>();
        channels.values().forEach(c -> created.put(c, c.created()));
        List<Channel> callersFirst = new ArrayList<>(channels.values());
        // a list comes in no order; who was called was made after who calls, perhaps in the same second
        callersFirst.sort(Comparator.<Channel, Boolean>comparing(this::wasCalled)
                .thenComparing(created::get)
                .thenComparing(Channel::counter));
        for (Channel c : callersFirst) {
            boolean talks = !c.bridge.isEmpty() && !waitingRooms.contains(c.bridge) && !c.parked;
            Journey journey = talks ? byBridge.get(c.bridge) : null;
            if (journey == null) {
                journey = byLinked.computeIfAbsent(linked.get(c.id), Journey::new);
            }
            journey.add(c);
            byLinked.putIfAbsent(linked.get(c.id), journey);
            if (talks) {
                byBridge.putIfAbsent(c.bridge, journey);
            }
            if (!c.local && journey.originator == null) {
                journey.originator = c;
            }
            if (queues.containsKey(c.id)) {
                journey.queue = queues.get(c.id);
            }
        }
    }

    /** Whether somebody else called it: it was so before, or executes what a called channel does. */
    private boolean wasCalled(Channel c) {
        Channel known = before.get(c.id);
        return known == null || !known.told ? c.isCalled() : known.journey.originator != known;
    }

    /** Who listens to a channel takes part in its call. */
    private void spies(Channel c) {
        if (!Talking.isSpying(c.application)) {
            return;
        }
        String prefix = c.arguments.replaceAll("[,|].*", "");
        for (Channel o : List.copyOf(channels.values())) {
            if (o != c && !o.local && !prefix.isEmpty() && o.name.startsWith(prefix) && !o.bridge.isEmpty()) {
                c.participation = before.containsKey(c.id) && before.get(c.id).participation != Participation.ACTIVE
                        ? before.get(c.id).participation
                        : Talking.participation(c.arguments);
                o.journey.add(c);
                return;
            }
        }
    }

    private List<Journey> journeys() {
        return channels.values().stream().map(c -> c.journey).distinct().toList();
    }

    /** The phones that ring for the queue a call waits in: directly, or behind a Local channel it rings. */
    private void offer(Journey journey) {
        boolean behind = journey.channels.stream().anyMatch(c -> c.local && c.isRungByQueue());
        for (Channel c : journey.channels) {
            if (!journey.queue.isEmpty() && !c.local && (c.isRungByQueue() || behind && c.isCalled())) {
                c.offeredBy = journey.queue;
            }
        }
    }

    /** Which service the call is with: what its caller executes, else what was known, unless it waits or talks now. */
    private void serve(Journey journey, Set<String> conferences) {
        journey.channels.stream()
                .map(c -> before.get(c.id))
                .filter(c -> c != null && c.journey.told)
                .findFirst()
                .ifPresent(c -> journey.carryOn(c.journey));
        boolean conference = journey.channels.stream().anyMatch(c -> conferences.contains(c.bridge));
        boolean people = journey.channels.stream().anyMatch(c -> !c.bridge.isEmpty() || c.parked);
        if (conference) {
            serve(journey, ServiceKind.CONFERENCE);
        } else if (people || !journey.queue.isEmpty()) {
            journey.service = "";
        } else if (journey.originator != null && journey.originator.state == ConnectionState.CONNECTED) {
            Serving.kind(journey.originator.application).ifPresent(kind -> serve(journey, kind));
        }
    }

    private static void serve(Journey journey, ServiceKind kind) {
        if (journey.service.isEmpty() || journey.kind != kind) {
            journey.kind = kind;
            journey.service = journey.nextService();
        }
    }

    /** The channels, ready for a mapper to go on with. */
    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** What the core is told. A phone alone with a service of the PBX is not a call. */
    Snapshot snapshot() {
        List<SnapshotCall> calls = new ArrayList<>();
        for (Journey journey : journeys()) {
            if (isCall(journey)) {
                journey.told = true;
                Channel first = journey.originator;
                calls.add(new SnapshotCall(
                        journey.key,
                        first.seenAt,
                        first.created(),
                        first.party,
                        Party.of(AmiText.number(first.exten), null),
                        Optional.of(journey.queue).filter(queue -> !queue.isEmpty()),
                        legs(journey)));
            }
        }
        return new Snapshot(at, calls, tellsHold);
    }

    private boolean isCall(Journey journey) {
        long people = journey.channels.stream().filter(c -> !c.local).count();
        boolean waits = !journey.service.isEmpty()
                || journey.channels.stream().anyMatch(c -> c.parked)
                || !journey.queue.isEmpty();
        return journey.originator != null
                && (people > 1
                        || waits
                        || journey.originator.consulting == journey
                        || !isLine.test(journey.originator.endpoint));
    }

    private List<Leg> legs(Journey journey) {
        List<Leg> legs = new ArrayList<>();
        if (journey.originator.consulting == journey) {
            legs.add(leg(journey.originator, journey));
        }
        for (Channel c : journey.channels) {
            if (!c.local) {
                c.told = true;
                legs.add(leg(c, journey));
                if (c.parked) {
                    legs.add(Leg.service(Moving.parkLeg(c), ServiceKind.PARK, ConnectionState.CONNECTED, parkedAt(c)));
                }
                journey.answered |= c != journey.originator && c.state == ConnectionState.CONNECTED;
            }
        }
        if (!journey.service.isEmpty()) {
            legs.add(Leg.service(journey.service, journey.kind, ConnectionState.CONNECTED, at));
        }
        return legs;
    }

    private Leg leg(Channel c, Journey journey) {
        ConnectionState state = c == journey.originator && !journey.queue.isEmpty()
                ? ConnectionState.QUEUED
                : c.held ? ConnectionState.HOLD : c.state;
        return new Leg(
                c.id,
                c.endpoint,
                isLine.test(c.endpoint) ? Party.UNKNOWN : c.party,
                Optional.empty(),
                c.participation,
                state,
                c.seenAt,
                Optional.empty());
    }

    /** What the lists tell beside the calls themselves and was not known yet; behind the snapshot. */
    List<Signal> signals() {
        List<Signal> signals = new ArrayList<>(consultations.news());
        for (Channel c : channels.values()) {
            Channel known = before.get(c.id);
            if (c.told && !c.offeredBy.isEmpty() && (known == null || !known.offeredBy.equals(c.offeredBy))) {
                signals.add(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
            }
            if (c.told && c.parked && (known == null || !known.parked)) {
                signals.add(Moving.parkedAs(c, parked.get(c.id), parkedAt(c)));
            }
        }
        return signals;
    }

    private Instant parkedAt(Channel c) {
        String seconds = parked.get(c.id).get("ParkingDuration");
        return seconds.matches("\\d{1,6}") ? at.minusSeconds(Long.parseLong(seconds)) : at;
    }
}
