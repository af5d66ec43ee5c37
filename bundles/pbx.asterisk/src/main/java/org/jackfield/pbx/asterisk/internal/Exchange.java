package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/**
 * The channels of one Asterisk and how their journeys are told: what the other classes of the mapper share. One thread,
 * but for looking up a channel.
 */
final class Exchange {
    final Map<String, Channel> channels = new ConcurrentHashMap<>();
    final Map<String, Channel> byName = new HashMap<>();
    /** Whom the legs we are about to originate will call. */
    final Map<String, String> dialled = new ConcurrentHashMap<>();

    /** The files of recordings we asked for, by leg. */
    final Map<String, String> recordings = new ConcurrentHashMap<>();

    private final Predicate<String> isLine;
    private final Consumer<Signal> out;

    Exchange(Predicate<String> isLine, Consumer<Signal> out) {
        this.isLine = isLine;
        this.out = out;
    }

    void say(Signal signal) {
        out.accept(signal);
    }

    boolean isLine(Channel c) {
        return isLine.test(c.endpoint);
    }

    Optional<Channel> channel(String uniqueId) {
        return Optional.ofNullable(channels.get(uniqueId));
    }

    /**
     * A call from outside is told with the first event after its channel's birth, because only then does the PBX say
     * whether the caller withholds the number. A phone is told when it calls somebody: dialling a feature code is no
     * call.
     */
    void callerActs(Channel c, AmiMessage m, Instant at) {
        if (c.told || c != c.journey.originator || isLine(c)) {
            return;
        }
        if (!AmiText.isUnknown(m.get("CallerIDNum"))) {
            c.party = AmiText.party(m);
        }
        tell(c.journey, at);
    }

    /** Tells the journey's call with its first leg, as of when that leg was first seen. */
    void tell(Journey journey, Instant at) {
        Channel first = journey.originator;
        if (journey.told || first == null) {
            return;
        }
        journey.told = true;
        String wanted = dialled.remove(first.id);
        Party called = Party.of(wanted != null ? wanted : AmiText.number(first.exten), null);
        say(new Signal.CallStarted(journey.key, first.seenAt, first.created(), first.party, called));
        begin(first, first.state, first.seenAt);
        if (isLine(first)) {
            heldElsewhere(first).ifPresent(held -> consults(journey, held.journey, first.endpoint, first.exten, at));
        }
    }

    /** The same phone's other call, if it holds one: what it dials now is a consultation. */
    private Optional<Channel> heldElsewhere(Channel c) {
        return channels.values().stream()
                .filter(o -> o.live() && o.held && o.journey != c.journey && o.endpoint.equals(c.endpoint))
                .findFirst();
    }

    void consults(Journey consultation, Journey about, String from, String to, Instant at) {
        consultation.about = about;
        say(new Signal.Linked(
                consultation.key,
                at,
                LineageType.CONSULTATION_OF,
                Optional.empty(),
                Optional.of(from),
                AmiText.present(to),
                Optional.of(about.key)));
    }

    void begin(Channel c, ConnectionState state, Instant at) {
        if (c.told || c.local) {
            return;
        }
        c.told = true;
        Party party = isLine(c) ? Party.UNKNOWN : c.party;
        say(new Signal.LegStarted(c.journey.key, at, Leg.of(c.id, c.endpoint, party, state, at)));
        if (!c.offeredBy.isEmpty()) {
            say(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
        }
    }

    void become(Channel c, ConnectionState state, Instant at) {
        if (c.local || c.state == state || c.state == ConnectionState.CONNECTED) {
            return;
        }
        c.state = state;
        if (c.told) {
            say(new Signal.LegChanged(c.journey.key, at, c.id, state));
        }
        if (state == ConnectionState.CONNECTED && c != c.journey.originator) {
            c.journey.answered = true;
        }
    }

    /** A phone whose own dialling was never told comes into a call: by pickup, by fetching a parked call, to listen. */
    void join(Channel c, Journey call, Participation participation, Instant at) {
        call.add(c);
        c.told = true;
        c.state = ConnectionState.CONNECTED;
        Leg leg = new Leg(
                c.id,
                c.endpoint,
                Party.UNKNOWN,
                Optional.empty(),
                participation,
                ConnectionState.CONNECTED,
                at,
                Optional.empty());
        say(new Signal.LegStarted(call.key, at, leg));
    }

    void transferred(Journey journey, Channel from, String to, Instant at) {
        from.transferredAway = true;
        journey.endedBy = Optional.empty();
        say(new Signal.Linked(
                journey.key,
                at,
                LineageType.TRANSFERRED_TO,
                Optional.of(TransferKind.BLIND),
                Optional.of(from.endpoint),
                Optional.of(to),
                Optional.empty()));
    }

    void clear(Channel c, Cause cause, Instant at) {
        c.over = true;
        leaveConsultation(c, at);
        boolean wasCalled = c != c.journey.originator || c.originated;
        if (wasCalled && c.state != ConnectionState.CONNECTED && cause != Cause.CALLER_ABANDONED) {
            c.journey.failure = cause;
        }
        say(new Signal.LegCleared(c.journey.key, at, c.id, cause));
    }

    /** A phone in a feature consultation leaves that call too. */
    private void leaveConsultation(Channel c, Instant at) {
        if (c.consulting != null && !c.consulting.over) {
            say(new Signal.LegCleared(c.consulting.key, at, c.id, Cause.NORMAL_CLEARING));
        }
    }

    void leaveQueue(Journey call, QueueOutcome outcome, Instant at) {
        if (!call.queue.isEmpty()) {
            say(new Signal.QueueLeft(call.key, at, call.queue, outcome));
            call.queue = "";
            call.leavingQueue = false;
        }
    }
}
