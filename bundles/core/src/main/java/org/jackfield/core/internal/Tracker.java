package org.jackfield.core.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Lineage;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/**
 * The calls of one link: turns signals into changes of calls and tells each change. Pure apart from the teller: no
 * clock, no thread, no socket; its lane's thread only.
 */
final class Tracker {
    /** Hears of each change, in order, with the call as it is right after it. */
    interface Teller {
        void tell(CallEventType type, LiveCall call, Instant at, Optional<String> connection, boolean reconstructed);
    }

    private final LinkContext link;
    private final Teller teller;
    private final Map<String, LiveCall> byKey = new HashMap<>();
    private final Map<String, LiveCall> byLeg = new HashMap<>();
    private String pbxStart = "";
    private boolean reconstructing;
    private boolean endsOnly;

    Tracker(LinkContext link, Teller teller) {
        this.link = link;
        this.teller = teller;
    }

    /** Live calls, by any of their keys. */
    Set<LiveCall> live() {
        return new HashSet<>(byKey.values());
    }

    /**
     * The PBX is there again. When it is another run of it, everything it carried before is gone.
     *
     * @return whether it is another run, whose ids mean other calls
     */
    boolean up(String start, Instant at) {
        boolean restarted = !pbxStart.isEmpty() && !pbxStart.equals(start);
        if (restarted) {
            reconstruct(() -> live().forEach(call -> endAll(call, at, Cause.PBX_RESTART)));
        }
        pbxStart = start;
        return restarted;
    }

    /** Takes one signal. Signals about calls and legs that are not known are ignored: they began before this server. */
    void apply(Signal signal) {
        if (signal instanceof Signal.CallStarted s) {
            start(s.call(), s.at(), s.created(), s.caller(), s.called(), s.placed());
            return;
        }
        LiveCall call = byKey.get(signal.call());
        if (call == null) {
            return;
        }
        if (signal instanceof Signal.PartiesKnown s) {
            if (call.learn(s.caller(), s.called())) {
                tell(CallEventType.CALL_INFORMATION, call, s.at(), null);
            }
        } else if (signal instanceof Signal.LegStarted s) {
            begin(call, s.leg(), s.at());
        } else if (signal instanceof Signal.LegChanged s) {
            leg(call, s.leg()).ifPresent(leg -> change(call, leg, s.state(), s.at()));
        } else if (signal instanceof Signal.LegHeld s) {
            leg(call, s.leg())
                    .filter(leg -> leg.hold(s.at(), s.byDevice()))
                    .ifPresent(leg -> tell(CallEventType.HELD, call, s.at(), leg));
        } else if (signal instanceof Signal.LegRetrieved s) {
            leg(call, s.leg())
                    .filter(leg -> leg.retrieve(s.at()))
                    .ifPresent(leg -> tell(CallEventType.RETRIEVED, call, s.at(), leg));
        } else if (signal instanceof Signal.LegCleared s) {
            leg(call, s.leg()).ifPresent(leg -> clear(call, leg, s.at(), s.cause()));
        } else if (signal instanceof Signal.QueueEntered s) {
            call.visits.enter(s.queue(), s.at());
            tell(CallEventType.QUEUED, call, s.at(), null);
        } else if (signal instanceof Signal.QueueOffered s) {
            leg(call, s.leg()).ifPresent(leg -> call.visits.offer(s.queue(), leg));
        } else if (signal instanceof Signal.QueueLeft s) {
            call.visits.leave(s.queue(), s.at(), s.outcome());
            if (s.outcome() != QueueOutcome.ANSWERED && s.outcome() != QueueOutcome.ABANDONED) {
                tell(CallEventType.DIVERTED, call, s.at(), null);
            }
        } else if (signal instanceof Signal.Recorded s) {
            recorded(call, s);
        } else if (signal instanceof Signal.Linked s) {
            linked(call, s);
        } else if (signal instanceof Signal.Merged s) {
            merge(call, s);
        } else if (signal instanceof Signal.CallCleared s) {
            end(call, s.at(), s.endedBy(), s.cause());
        }
    }

    LiveCall start(String key, Instant at, Instant created, Party caller, Party called, boolean placed) {
        LiveCall known = byKey.get(key);
        if (known != null) {
            return known;
        }
        LiveCall call =
                new LiveCall(link, CallId.derive(link.name(), pbxStart, key, created), key, at, caller, called, placed);
        bind(key, call);
        return call;
    }

    /** A call that an earlier run of this server told of. */
    LiveCall restore(Call told) {
        LiveCall call = new LiveCall(link, told);
        call.names.ofCalls(call.legs.keySet()).forEach(key -> bind(key, call));
        call.legs.values().stream().filter(LiveLeg::live).forEach(leg -> byLeg.put(leg.leg, call));
        return call;
    }

    /** Tells how a leg stands, as of now. */
    void tellAgain(LiveCall call, LiveLeg leg, Instant at) {
        teller.tell(
                leg.talking()
                        ? CallEventType.ESTABLISHED
                        : leg.state == ConnectionState.ALERTING
                                ? CallEventType.DELIVERED
                                : CallEventType.CALL_INFORMATION,
                call,
                at,
                Optional.of(leg.id),
                true);
    }

    void begin(LiveCall call, Leg leg, Instant at) {
        if (call.legs.containsKey(leg.id())) {
            return;
        }
        boolean first = call.legs.isEmpty();
        LiveLeg live = call.add(leg, leg.continues().flatMap(this::connectionOf));
        LiveCall other = byLeg.put(leg.id(), call);
        if (other != null && leg.continues().isEmpty()) {
            live.shareWith(other.legs.get(leg.id()));
        }
        if (leg.state() == ConnectionState.INITIATED || leg.state() == ConnectionState.QUEUED) {
            live.become(leg.state(), leg.since());
            tell(first ? CallEventType.SERVICE_INITIATED : CallEventType.ORIGINATED, call, at, live);
        } else if (leg.state() == ConnectionState.HOLD) {
            change(call, live, ConnectionState.CONNECTED, leg.since());
            if (live.hold(at, true)) {
                tell(CallEventType.HELD, call, at, live);
            }
        } else {
            change(call, live, leg.state(), leg.since());
        }
    }

    /** Names a leg's connection in the call it has been in so far: {@code callId/connectionId}. */
    private Optional<String> connectionOf(String leg) {
        return Optional.ofNullable(byLeg.get(leg)).map(call -> call.id + "/" + call.legs.get(leg).id);
    }

    void change(LiveCall call, LiveLeg leg, ConnectionState state, Instant at) {
        if (!leg.become(state, at)) {
            return;
        }
        if (state == ConnectionState.CONNECTED) {
            call.answered(leg, at);
            tell(CallEventType.ESTABLISHED, call, at, leg);
        } else if (state == ConnectionState.ALERTING) {
            tell(CallEventType.DELIVERED, call, at, leg);
        } else {
            tell(CallEventType.CALL_INFORMATION, call, at, leg);
        }
    }

    void clear(LiveCall call, LiveLeg leg, Instant at, Cause cause) {
        boolean answered = leg.connectedAt().isPresent();
        if (!leg.clear(at, cause)) {
            return;
        }
        call.recordings.legEnded(leg.leg, at);
        CallEventType type = answered
                ? CallEventType.CONNECTION_CLEARED
                : switch (cause) {
                    case BUSY, CONGESTION, UNREACHABLE, REJECTED -> CallEventType.FAILED;
                    case NO_ANSWER, FORWARDED, PICKED_UP -> CallEventType.DIVERTED;
                    default -> CallEventType.CONNECTION_CLEARED;
                };
        tell(type, call, at, leg);
    }

    private void recorded(LiveCall call, Signal.Recorded s) {
        Optional<LiveLeg> leg = leg(call, s.leg());
        boolean news = leg.map(l -> l.recorded(s.recording())).orElse(true);
        boolean kept = call.recordings.change(s.leg(), leg.map(l -> l.id), s.file(), s.recording(), s.at());
        if (news || kept) {
            tell(CallEventType.CALL_INFORMATION, call, s.at(), leg.orElse(null));
        }
    }

    private void linked(LiveCall call, Signal.Linked s) {
        Optional<LiveCall> other = s.otherCall().map(byKey::get);
        call.link(new Lineage(s.type(), s.kind(), s.from(), s.to(), other.map(c -> c.id), s.at()));
        CallEventType type =
                switch (s.type()) {
                    case TRANSFERRED_TO -> CallEventType.TRANSFERRED;
                    case CONFERENCED_WITH -> CallEventType.CONFERENCED;
                    case PARKED_AS, PICKED_UP_FROM, FORWARDED_FROM -> CallEventType.DIVERTED;
                    default -> CallEventType.CALL_INFORMATION;
                };
        tell(type, call, s.at(), null);
    }

    void merge(LiveCall absorbed, Signal.Merged s) {
        LiveCall survivor = byKey.get(s.into());
        if (survivor == null || survivor == absorbed) {
            return;
        }
        absorbed.link(new Lineage(
                LineageType.MERGED_INTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(survivor.id),
                s.at()));
        survivor.absorb(absorbed);
        endAll(absorbed, s.at(), Cause.MERGED);
        bind(s.call(), survivor);
    }

    void endAll(LiveCall call, Instant at, Cause cause) {
        for (LiveLeg leg : call.legs.values()) {
            leg.clear(at, cause);
        }
        end(call, at, Optional.empty(), cause);
    }

    private void end(LiveCall call, Instant at, Optional<String> endedBy, Cause cause) {
        if (call.ended()) {
            return;
        }
        call.legs.values().forEach(leg -> leg.clear(at, cause));
        call.end(at, endedBy, cause);
        call.keys.forEach(key -> byKey.remove(key, call));
        call.legs.keySet().forEach(leg -> byLeg.remove(leg, call));
        tell(CallEventType.CALL_CLEARED, call, at, null);
    }

    private Optional<LiveLeg> leg(LiveCall call, String leg) {
        return Optional.ofNullable(call.legs.get(leg));
    }

    void tell(CallEventType type, LiveCall call, Instant at, LiveLeg leg) {
        if (reconstructing) {
            call.markReconstructed();
        }
        if (endsOnly && type != CallEventType.CALL_CLEARED) {
            return;
        }
        teller.tell(type, call, at, Optional.ofNullable(leg).map(l -> l.id), reconstructing);
    }

    /** Whatever is told meanwhile was not seen but concluded. */
    void reconstruct(Runnable conclusions) {
        boolean before = reconstructing;
        reconstructing = true;
        try {
            conclusions.run();
        } finally {
            reconstructing = before;
        }
    }

    /** Concludes what happened in a call that is over: only its end is told, for nobody can act on the rest. */
    void reconstructPast(List<Signal> story) {
        endsOnly = true;
        try {
            reconstruct(() -> story.forEach(this::apply));
        } finally {
            endsOnly = false;
        }
    }

    Optional<LiveCall> callOfLeg(String leg) {
        return Optional.ofNullable(byLeg.get(leg));
    }

    Optional<LiveCall> callOfKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** From now on the call is also meant by this key. */
    void bind(String key, LiveCall call) {
        byKey.put(key, call);
        call.keys.add(key);
    }

    /** For tests and counters. */
    List<LiveCall> all() {
        return new ArrayList<>(live());
    }
}
