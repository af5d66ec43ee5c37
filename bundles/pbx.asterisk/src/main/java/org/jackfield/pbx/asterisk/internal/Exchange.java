package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/**
 * The channels of one Asterisk and how their journeys are told: what the other classes of the mapper share. One thread,
 * but for looking up a channel.
 */
final class Exchange {
    final Map<String, Channel> channels = new ConcurrentHashMap<>();
    final Map<String, Channel> byName = new HashMap<>();
    /** Channels that were hung up a moment ago. */
    private final Recent<Channel> gone = new Recent<>(500);

    private final Bridges bridges = new Bridges();
    /** Legs that hold. */
    final Set<Channel> holding = new HashSet<>();
    /** Originates whose calls were told, so that a late answer to one is not another call. */
    final Recent<String> originates = new Recent<>(1_000);
    /** Whom the legs we are about to originate will call. */
    final Map<String, String> dialled = new ConcurrentHashMap<>();

    /** The files of recordings we asked for, by leg. */
    final Map<String, String> recordings = new ConcurrentHashMap<>();

    final WhoLeft whoLeft = new WhoLeft();
    final Later later = new Later();
    final Waiting waiting = new Waiting(this);
    final Transfers transfers = new Transfers(this);

    /** How the legs take part that we are about to originate into somebody else's call. */
    final Map<String, Participation> joining = new ConcurrentHashMap<>();

    /** Legs whose call goes to a conference without them. */
    final Set<String> leftAlone = ConcurrentHashMap.newKeySet();

    /** What phones did by themselves or were told to, counted by line. */
    final Map<String, Long> steps = new ConcurrentHashMap<>();

    private final Predicate<String> isLine;
    private final Consumer<Signal> out;
    private final Consumer<String> askStatus;

    Exchange(Predicate<String> isLine, Consumer<Signal> out, Consumer<String> askStatus) {
        this.isLine = isLine;
        this.out = out;
        this.askStatus = askStatus;
    }

    /** Asks the PBX what a channel executes, where no event says it. */
    void ask(Channel c) {
        askStatus.accept(c.name);
    }

    void say(Signal signal) {
        out.accept(signal);
    }

    boolean isLine(String endpoint) {
        return isLine.test(endpoint);
    }

    boolean isLine(Channel c) {
        return isLine.test(c.endpoint);
    }

    /** Whether somebody outside is or was the reason of it. */
    boolean isCustomers(Journey journey) {
        if (journey.originator != null && !journey.originator.local && !isLine(journey.originator)) {
            return true;
        }
        for (Channel c : journey.channels) {
            if (c.live() && !isLine(c)) {
                return true;
            }
        }
        return false;
    }

    /** A channel that is there or was so lately; null if there was none. */
    Channel lately(String uniqueId) {
        Channel there = channels.get(uniqueId);
        return there == null ? gone.get(uniqueId) : there;
    }

    /** It was hung up. What raced its hang-up may still name it. */
    void gone(Channel c) {
        channels.remove(c.id);
        byName.remove(c.name, c);
        gone.add(c.id, c);
    }

    Optional<Channel> channel(String uniqueId) {
        return Optional.ofNullable(channels.get(uniqueId));
    }

    /** Who else is in that bridge. */
    Set<Channel> inBridge(String bridge) {
        return bridges.in(bridge);
    }

    void enter(Channel c, String bridge) {
        leave(c);
        bridges.enter(c, bridge);
    }

    void leave(Channel c) {
        later.settle(c);
        bridges.leave(c);
    }

    void forgetAll() {
        channels.clear();
        byName.clear();
        bridges.clear();
        holding.clear();
        later.forget();
    }

    /** It is the PBX that is rung: by whoever calls. Some channel drivers say so at once, chan_sip a little later. */
    void calls(Channel c) {
        if (!c.local && c.journey.originator == null && c.dialledBy == null && !c.originated) {
            c.journey.originator = c;
        }
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
        if (first.originated) {
            originates.add(first.id, first.id);
        }
        say(new Signal.CallStarted(journey.key, first.seenAt, first.created(), first.party, called, first.originated));
        begin(first, first.state, first.seenAt);
        if (isLine(first)) {
            heldElsewhere(first).ifPresent(held -> consults(journey, held.journey, first.endpoint, first.exten, at));
        }
    }

    /** The same phone's other call, if it holds one: what it dials now is a consultation. */
    private Optional<Channel> heldElsewhere(Channel c) {
        for (Channel o : holding) {
            if (o.live() && o.held && o.journey != c.journey && o.endpoint.equals(c.endpoint)) {
                return Optional.of(o);
            }
        }
        return Optional.empty();
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
        if (c.recordedEarly) {
            say(new Signal.Recorded(c.journey.key, at, c.id, Signal.Recording.STARTED, Optional.empty()));
        }
        if (!c.offeredBy.isEmpty()) {
            say(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
        }
    }

    void become(Channel c, ConnectionState state, Instant at) {
        if (c.local || c.state == state || c.state == ConnectionState.CONNECTED) {
            return;
        }
        c.state = state;
        if (state == ConnectionState.CONNECTED) {
            c.upAt = at;
            stepped(c);
        }
        if (c.told) {
            say(new Signal.LegChanged(c.journey.key, at, c.id, state));
        }
        if (state == ConnectionState.CONNECTED && c != c.journey.originator) {
            c.journey.answered = true;
        }
    }

    void stepped(Channel c) {
        if (isLine(c)) {
            steps.merge(c.endpoint, 1L, Long::sum);
        }
    }

    /** A phone whose own dialling was never told comes into a call: by pickup, by fetching a parked call, to listen. */
    void join(Channel c, Journey call, Participation participation, Instant at) {
        call.add(c);
        c.told = true;
        c.participation = participation;
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

    /** The call is connected to a service of the PBX, and to no other one any longer. */
    void serve(Journey journey, ServiceKind kind, Instant at) {
        stopServing(journey, at);
        if (journey.told && !journey.over) {
            journey.service = journey.nextService();
            journey.failure = Cause.NORMAL_CLEARING; // whoever did not answer before, this does
            say(new Signal.LegStarted(
                    journey.key, at, Leg.service(journey.service, kind, ConnectionState.CONNECTED, at)));
        }
    }

    void stopServing(Journey journey, Instant at) {
        if (!journey.service.isEmpty()) {
            say(new Signal.LegCleared(journey.key, at, journey.service, Cause.NORMAL_CLEARING));
            journey.service = "";
        }
    }

    void clear(Channel c, Cause cause, Instant at) {
        c.over = true;
        holding.remove(c);
        leaveConsultation(c, at);
        boolean wasCalled = c != c.journey.originator || c.originated;
        boolean taken = !c.journey.service.isEmpty(); // by a menu or the voicemail, before the phone was let go
        if (wasCalled && !taken && c.state != ConnectionState.CONNECTED && cause != Cause.CALLER_ABANDONED) {
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
}
