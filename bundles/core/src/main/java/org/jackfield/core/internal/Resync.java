package org.jackfield.core.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Missed.MissedCall;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;

/**
 * Compares what a PBX shows after a gap with what was known before, and has the tracker tell what must have happened in
 * between. Linear in the number of calls. Pure; its lane's thread only.
 */
final class Resync {
    private final Tracker tracker;
    private final Predicate<String> over;
    /** The legs that are up at the PBX. */
    private Set<String> up = Set.of();

    /** @param over whether a leg or call of that native id ended a moment ago and is merely still listed */
    Resync(Tracker tracker, Predicate<String> over) {
        this.tracker = tracker;
        this.over = over;
    }

    /**
     * Makes the tracker's calls those of the snapshot.
     *
     * @param records what the PBX recorded of calls that are over; a call that is known and no longer shown ends as its
     *     record says, or else unseen
     */
    void apply(Snapshot snapshot, List<MissedCall> records) {
        up = snapshot.calls().stream()
                .flatMap(call -> call.legs().stream())
                .map(Leg::id)
                .collect(Collectors.toSet());
        tracker.reconstruct(() -> {
            Map<LiveCall, Set<String>> seen = new IdentityHashMap<>();
            for (SnapshotCall shown : snapshot.calls()) {
                if (shown.legs().stream().allMatch(leg -> over.test(leg.id()))) {
                    continue;
                }
                LiveCall call = callOf(shown, snapshot.at());
                Set<String> legs = seen.computeIfAbsent(call, c -> new HashSet<>());
                for (Leg leg : shown.legs()) {
                    legs.add(leg.id());
                    adopt(call, leg, snapshot);
                }
            }
            Map<String, MissedCall> recorded = new HashMap<>();
            records.forEach(record -> recorded.put(record.call(), record));
            for (LiveCall call : tracker.live()) {
                Set<String> legs = seen.get(call);
                if (legs == null) {
                    finish(call, recorded, snapshot.at());
                } else {
                    clearAbsent(call, legs, snapshot.at());
                }
            }
        });
    }

    /** Makes an ended call of each record of a call nobody has told of. */
    void fillIn(List<MissedCall> unknown) {
        unknown.forEach(record -> tracker.reconstructPast(record.story()));
    }

    private void clearAbsent(LiveCall call, Set<String> shown, Instant at) {
        for (LiveLeg leg : List.copyOf(call.legs.values())) {
            if (leg.live() && !shown.contains(leg.leg)) {
                tracker.clear(call, leg, at, Cause.END_UNSEEN);
            }
        }
    }

    private void finish(LiveCall call, Map<String, MissedCall> recorded, Instant at) {
        Optional<MissedCall> record = call.keys.stream()
                .map(recorded::get)
                .filter(java.util.Objects::nonNull)
                .findFirst();
        record.ifPresent(known -> tracker.reconstructPast(ofCall(call, known)));
        if (!call.ended()) {
            tracker.endAll(call, at, Cause.END_UNSEEN);
        }
    }

    /**
     * What a record says of a call that is known, in the words by which its legs are known; legs it tells of that
     * nobody saw join the call.
     */
    private static List<Signal> ofCall(LiveCall call, MissedCall record) {
        String key = call.keys.iterator().next();
        Map<String, String> known = new HashMap<>();
        for (Signal signal : record.story()) {
            if (signal instanceof Signal.LegStarted s) {
                sameLeg(call, s.leg(), known.values())
                        .ifPresent(leg -> known.put(s.leg().id(), leg.leg));
            }
        }
        return record.story().stream()
                .map(signal -> inWordsOf(key, known, signal))
                .flatMap(Optional::stream)
                .toList();
    }

    /** By its name, else one at the same line that no other leg of the record is: rather one that is up. */
    private static Optional<LiveLeg> sameLeg(LiveCall call, Leg recorded, Collection<String> taken) {
        return call.legs.values().stream()
                .filter(leg -> !taken.contains(leg.leg))
                .filter(leg -> leg.leg.equals(recorded.id())
                        || leg.line.filter(recorded.endpoint()::equals).isPresent())
                .min(Comparator.comparing((LiveLeg leg) -> !leg.leg.equals(recorded.id()))
                        .thenComparing(leg -> !leg.live()));
    }

    private static Optional<Signal> inWordsOf(String key, Map<String, String> known, Signal signal) {
        if (signal instanceof Signal.LegStarted s) {
            return known.containsKey(s.leg().id())
                    ? Optional.empty()
                    : Optional.of(new Signal.LegStarted(key, s.at(), s.leg()));
        }
        if (signal instanceof Signal.LegChanged s) {
            return Optional.of(new Signal.LegChanged(key, s.at(), named(known, s.leg()), s.state()));
        }
        if (signal instanceof Signal.LegCleared s) {
            return Optional.of(new Signal.LegCleared(key, s.at(), named(known, s.leg()), s.cause()));
        }
        return signal instanceof Signal.CallCleared s
                ? Optional.of(new Signal.CallCleared(key, s.at(), s.endedBy().map(leg -> named(known, leg)), s.cause()))
                : Optional.empty();
    }

    private static String named(Map<String, String> known, String leg) {
        return known.getOrDefault(leg, leg);
    }

    private LiveCall callOf(SnapshotCall shown, Instant at) {
        Set<LiveCall> known = new LinkedHashSet<>();
        tracker.callOfKey(shown.call()).ifPresent(known::add);
        shown.legs().forEach(leg -> tracker.callOfLeg(leg.id()).ifPresent(known::add));
        LiveCall call = known.stream()
                .reduce(Resync::survivor)
                .orElseGet(() -> tracker.start(
                        shown.call(), shown.startedAt(), shown.created(), shown.caller(), shown.called(), false));
        tracker.bind(shown.call(), call);
        known.stream().filter(other -> other != call).forEach(other -> merged(other, call, shown, at));
        call.learn(shown.caller(), shown.called());
        queue(call, shown, at);
        return call;
    }

    /** Of two calls that have become one, the customer's remains, else the older one. */
    private static LiveCall survivor(LiveCall a, LiveCall b) {
        boolean customerA = hasCustomer(a);
        if (customerA != hasCustomer(b)) {
            return customerA ? a : b;
        }
        return b.startedAt.isBefore(a.startedAt) ? b : a;
    }

    private static boolean hasCustomer(LiveCall call) {
        return call.legs.values().stream().anyMatch(leg -> leg.role == Role.CUSTOMER);
    }

    /**
     * A call whose live legs are all in another one now became part of it; one that shares a phone and goes on, or has
     * nobody else left, did not.
     */
    private void merged(LiveCall other, LiveCall call, SnapshotCall shown, Instant at) {
        Set<String> legs = new HashSet<>();
        shown.legs().forEach(leg -> legs.add(leg.id()));
        boolean sharesOnly = other.legs.values().stream()
                .anyMatch(leg -> leg.live() && !legs.contains(leg.leg) && up.contains(leg.leg));
        boolean brings = other.legs.values().stream()
                .anyMatch(leg -> leg.live() && legs.contains(leg.leg) && !call.legs.containsKey(leg.leg));
        if (!sharesOnly && brings) {
            String key = other.keys.iterator().next();
            transferred(other, shown, at);
            tracker.merge(other, new Signal.Merged(key, at, shown.call()));
        }
    }

    /** A consultation whose people are in the other call without the phone that asked has become a transfer. */
    private void transferred(LiveCall consultation, SnapshotCall shown, Instant at) {
        Optional<Lineage> asked = consultation.consultation();
        Optional<String> target = consultation.legs.values().stream()
                .filter(leg -> leg.live() && leg.role != Role.SERVICE && up.contains(leg.leg))
                .flatMap(leg -> leg.line.or(() -> leg.number).stream())
                .filter(who -> !asked.flatMap(Lineage::from).equals(Optional.of(who)))
                .findFirst();
        boolean left = asked.isPresent()
                && shown.legs().stream().noneMatch(leg -> asked.get().from().equals(Optional.of(leg.endpoint())));
        if (left && target.isPresent()) {
            tracker.apply(new Signal.Linked(
                    shown.call(),
                    at,
                    LineageType.TRANSFERRED_TO,
                    Optional.of(TransferKind.ATTENDED),
                    asked.get().from(),
                    target,
                    Optional.empty()));
        }
    }

    private void queue(LiveCall call, SnapshotCall shown, Instant at) {
        Optional<String> before = call.visits.open();
        if (before.equals(shown.queue())) {
            return;
        }
        before.ifPresent(
                queue -> call.visits.leave(queue, at, talks(shown) ? QueueOutcome.ANSWERED : QueueOutcome.TIMEOUT));
        shown.queue().ifPresent(queue -> {
            call.visits.enter(queue, before.isPresent() ? at : shown.startedAt());
            tracker.tell(CallEventType.QUEUED, call, at, null);
        });
    }

    private static boolean talks(SnapshotCall shown) {
        return shown.legs().stream()
                .skip(1)
                .anyMatch(leg -> leg.state() == ConnectionState.CONNECTED || leg.state() == ConnectionState.HOLD);
    }

    private void adopt(LiveCall call, Leg shown, Snapshot snapshot) {
        LiveLeg known = call.legs.get(shown.id());
        if (known == null) {
            tracker.begin(call, shown, snapshot.at());
        } else if (shown.state() == ConnectionState.HOLD) {
            tracker.change(call, known, ConnectionState.CONNECTED, snapshot.at());
            if (known.hold(snapshot.at(), true)) {
                tracker.tell(CallEventType.HELD, call, snapshot.at(), known);
            }
        } else if (shown.state() == ConnectionState.CONNECTED && known.state == ConnectionState.HOLD) {
            if (snapshot.tellsHold() && known.retrieve(snapshot.at())) {
                tracker.tell(CallEventType.RETRIEVED, call, snapshot.at(), known);
            }
        } else if (known.live()) {
            tracker.change(call, known, shown.state(), snapshot.at());
        }
    }
}
