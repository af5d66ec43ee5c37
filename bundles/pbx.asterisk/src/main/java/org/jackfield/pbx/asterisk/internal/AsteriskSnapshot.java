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
import org.jackfield.api.call.Party;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;

/** Reads the answers of the list actions into channels, journeys and a snapshot. Pure. */
final class AsteriskSnapshot {
    private final Predicate<String> isLine;
    private final Instant at;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, String> linked = new HashMap<>();
    private final Map<String, String> queues;
    private final Set<String> parked;
    private final Set<String> waitingRooms;
    private final boolean tellsHold;

    /** @param before the channels as they were known before, by uniqueid */
    AsteriskSnapshot(Predicate<String> isLine, Lists lists, Map<String, Channel> before, Instant at) {
        this.isLine = isLine;
        this.at = at;
        this.queues = lists.queues();
        this.parked = lists.parked();
        this.waitingRooms = lists.waitingRooms();
        this.tellsHold = lists.devices().isPresent();
        lists.rows("CoreShowChannels").forEach(this::channel);
        Holding.mark(channels.values(), isLine, lists.devices(), before);
        channels.values().stream().filter(c -> before.containsKey(c.id)).forEach(c -> c.carryOn(before.get(c.id)));
        group();
        journeys().forEach(journey -> serve(journey, before, lists.conferences()));
    }

    private void channel(AmiMessage m) {
        Channel c = new Channel(
                m.get("Uniqueid"),
                m.get("Channel"),
                at.minusSeconds(seconds(m.get("Duration"))),
                AmiText.party(m),
                m.get("Exten"));
        c.state = switch (m.get("ChannelState")) {
            case "6" -> ConnectionState.CONNECTED;
            case "5" -> ConnectionState.ALERTING;
            default -> ConnectionState.INITIATED;
        };
        c.bridge = m.get("BridgeId");
        channels.put(c.id, c);
        linked.put(c.id, m.get("Linkedid"));
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
        List<Channel> oldestFirst = new ArrayList<>(channels.values());
        // a list comes in no order; who was called was made after who calls, perhaps in the same second
        oldestFirst.sort(Comparator.<Channel, Instant>comparing(created::get).thenComparing(Channel::counter));
        for (Channel c : oldestFirst) {
            boolean talks = !c.bridge.isEmpty() && !waitingRooms.contains(c.bridge) && !parked.contains(c.id);
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

    private List<Journey> journeys() {
        return channels.values().stream().map(c -> c.journey).distinct().toList();
    }

    /** Which service the call is with: what was known, unless it waits or talks now, and conferences. */
    private void serve(Journey journey, Map<String, Channel> before, Set<String> conferences) {
        journey.channels.stream()
                .map(c -> before.get(c.id))
                .filter(c -> c != null && c.journey.told)
                .findFirst()
                .ifPresent(c -> journey.carryOn(c.journey));
        boolean conference = journey.channels.stream().anyMatch(c -> conferences.contains(c.bridge));
        boolean people = journey.channels.stream().anyMatch(c -> !c.bridge.isEmpty() || parked.contains(c.id));
        if (conference && (journey.service.isEmpty() || journey.kind != ServiceKind.CONFERENCE)) {
            journey.kind = ServiceKind.CONFERENCE;
            journey.service = journey.nextService();
        } else if (!conference && (people || !journey.queue.isEmpty())) {
            journey.service = "";
        }
    }

    /** The channels, ready for a mapper to go on with. */
    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** What the core is told. A phone alone with a service of the PBX is not a call. */
    Snapshot snapshot() {
        List<SnapshotCall> calls = new ArrayList<>();
        journeys().forEach(journey -> {
            Channel first = journey.originator;
            long people = journey.channels.stream().filter(c -> !c.local).count();
            boolean waits = !journey.service.isEmpty()
                    || journey.channels.stream().anyMatch(c -> parked.contains(c.id))
                    || !journey.queue.isEmpty();
            if (first == null || people < 2 && isLine.test(first.endpoint) && !waits) {
                return;
            }
            journey.told = true;
            List<Leg> legs = new ArrayList<>();
            for (Channel c : journey.channels) {
                if (!c.local) {
                    c.told = true;
                    legs.add(leg(c, journey));
                    if (parked.contains(c.id)) {
                        legs.add(Leg.service(Moving.parkLeg(c), ServiceKind.PARK, ConnectionState.CONNECTED, at));
                    }
                    journey.answered |= c != first && c.state == ConnectionState.CONNECTED;
                }
            }
            if (!journey.service.isEmpty()) {
                legs.add(Leg.service(journey.service, journey.kind, ConnectionState.CONNECTED, at));
            }
            calls.add(new SnapshotCall(
                    journey.key,
                    first.seenAt,
                    first.created(),
                    first.party,
                    Party.of(AmiText.number(first.exten), null),
                    Optional.of(journey.queue).filter(queue -> !queue.isEmpty()),
                    legs));
        });
        return new Snapshot(at, calls, tellsHold);
    }

    private Leg leg(Channel c, Journey journey) {
        ConnectionState state = c == journey.originator && !journey.queue.isEmpty()
                ? ConnectionState.QUEUED
                : c.held ? ConnectionState.HOLD : c.state;
        return Leg.of(c.id, c.endpoint, isLine.test(c.endpoint) ? Party.UNKNOWN : c.party, state, c.seenAt);
    }
}
