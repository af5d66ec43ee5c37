package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;

/** Reads the answers of the list actions into channels, journeys and a snapshot. Pure. */
final class AsteriskSnapshot {
    private final Predicate<String> isLine;
    private final Instant at;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, String> linked = new HashMap<>();
    private final Map<String, String> queues = new HashMap<>();

    /**
     * @param shown CoreShowChannel events
     * @param waiting QueueEntry events
     */
    AsteriskSnapshot(Predicate<String> isLine, List<AmiMessage> shown, List<AmiMessage> waiting, Instant at) {
        this.isLine = isLine;
        this.at = at;
        waiting.forEach(entry -> queues.put(entry.get("Uniqueid"), entry.get("Queue")));
        shown.forEach(this::channel);
        group();
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
        List<Channel> oldestFirst = new ArrayList<>(channels.values());
        oldestFirst.sort(Comparator.comparing(Channel::created));
        for (Channel c : oldestFirst) {
            Journey journey = c.bridge.isEmpty() ? null : byBridge.get(c.bridge);
            if (journey == null) {
                journey = byLinked.computeIfAbsent(linked.get(c.id), Journey::new);
            }
            journey.add(c);
            byLinked.putIfAbsent(linked.get(c.id), journey);
            if (!c.bridge.isEmpty()) {
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

    /** The channels, ready for a mapper to go on with. */
    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** What the core is told. A phone alone with a service of the PBX is not a call. */
    Snapshot snapshot() {
        List<SnapshotCall> calls = new ArrayList<>();
        channels.values().stream().map(c -> c.journey).distinct().forEach(journey -> {
            Channel first = journey.originator;
            long people = journey.channels.stream().filter(c -> !c.local).count();
            if (first == null || people < 2 && isLine.test(first.endpoint)) {
                return;
            }
            journey.told = true;
            List<Leg> legs = new ArrayList<>();
            for (Channel c : journey.channels) {
                if (!c.local) {
                    c.told = true;
                    legs.add(leg(c, journey));
                    journey.answered |= c != first && c.state == ConnectionState.CONNECTED;
                }
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
        return new Snapshot(at, calls);
    }

    private Leg leg(Channel c, Journey journey) {
        ConnectionState state = c == journey.originator && !journey.queue.isEmpty() ? ConnectionState.QUEUED : c.state;
        return Leg.of(c.id, c.endpoint, isLine.test(c.endpoint) ? Party.UNKNOWN : c.party, state, c.seenAt);
    }
}
