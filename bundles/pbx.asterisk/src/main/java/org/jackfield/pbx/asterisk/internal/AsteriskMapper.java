package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/**
 * Turns AMI events into signals. Pure: no socket, clock or thread; one thread at a time, apart from
 * what is said otherwise. Channels are told apart by their
 * uniqueid; a Local channel is only a wire between two others and never told. It recognises mechanisms, not event orders
 * it has seen: state, dial, bridge and hang-up events come in any order of their own streams.
 */
final class AsteriskMapper {
    /** The events it reads. Everything else is skipped before it is even cut into headers. */
    static final Set<String> EVENTS = Set.of(
            "Newchannel",
            "Newstate",
            "NewCallerid",
            "DialBegin",
            "DialState",
            "DialEnd",
            "BridgeEnter",
            "BridgeLeave",
            "HangupRequest",
            "Hangup",
            "Hold",
            "Unhold",
            "BlindTransfer",
            "AttendedTransfer",
            "Pickup",
            "ParkedCall",
            "UnParkedCall",
            "ParkedCallTimeOut",
            "ParkedCallGiveUp",
            "ChanSpyStart",
            "QueueCallerJoin",
            "QueueCallerLeave",
            "QueueCallerAbandon",
            "AgentCalled",
            "AgentConnect",
            "AgentRingNoAnswer",
            "FullyBooted",
            "Shutdown");

    private final Predicate<String> isLine;
    private final Consumer<Signal> out;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Map<String, Channel> byName = new HashMap<>();
    private final Map<String, String> dialled = new ConcurrentHashMap<>();

    /**
     * @param isLine whether an endpoint is a line of ours rather than a trunk
     */
    AsteriskMapper(Predicate<String> isLine, Consumer<Signal> out) {
        this.isLine = isLine;
        this.out = out;
    }

    /** Forgets everything and starts from what a snapshot shows. */
    void restart(List<Channel> shown) {
        channels.clear();
        byName.clear();
        for (Channel channel : shown) {
            channels.put(channel.id, channel);
            byName.put(channel.name, channel);
        }
    }

    /** We are about to originate a call: this is whom its first leg will call. */
    void expect(String leg, String to) {
        dialled.put(leg, to);
    }

    void forget(String leg) {
        dialled.remove(leg);
    }

    /** The name of a leg's channel; the leg's id if it is gone. Any thread. */
    String channelName(String leg) {
        Channel channel = channels.get(leg);
        return channel == null ? leg : channel.name;
    }

    /** Takes one event. */
    void map(AmiMessage m, Instant at) {
        switch (m.event()) {
            case "Newchannel" -> newChannel(m, at);
            case "Newstate" -> channel(m.get("Uniqueid")).ifPresent(c -> {
                callerActs(c, m, at);
                newState(c, m.get("ChannelState"), at);
            });
            case "NewCallerid" -> newCallerId(m, at);
            case "DialBegin" -> dialBegin(m, at);
            case "DialState" -> {
                if (m.get("DialStatus").equals("RINGING")) {
                    channel(m.get("DestUniqueid")).ifPresent(c -> become(c, ConnectionState.ALERTING, at));
                }
            }
            case "DialEnd" -> dialEnd(m);
            case "BridgeEnter" -> channel(m.get("Uniqueid")).ifPresent(c -> bridgeEnter(c, m.get("BridgeUniqueid"), at));
            case "BridgeLeave" -> channel(m.get("Uniqueid")).ifPresent(this::bridgeLeave);
            case "HangupRequest" -> channel(m.get("Uniqueid")).ifPresent(c -> {
                callerActs(c, m, at);
                hangupRequest(c, at);
            });
            case "Hangup" -> channel(m.get("Uniqueid")).ifPresent(c -> {
                callerActs(c, m, at);
                hangup(c, m.get("Cause"), at);
            });
            case "Hold" -> channel(m.get("Uniqueid")).filter(Channel::live).ifPresent(c -> {
                c.held = true;
                out.accept(new Signal.LegHeld(c.journey.key, at, c.id, heldByPhone(c, m)));
            });
            case "Unhold" -> channel(m.get("Uniqueid")).filter(Channel::live).ifPresent(c -> {
                c.held = false;
                out.accept(new Signal.LegRetrieved(c.journey.key, at, c.id));
            });
            case "BlindTransfer" -> blindTransfer(m, at);
            case "AttendedTransfer" -> attendedTransfer(m, at);
            case "Pickup" -> pickup(m, at);
            case "ParkedCall" -> channel(m.get("ParkeeUniqueid")).ifPresent(c -> parked(c, m, at));
            case "UnParkedCall", "ParkedCallTimeOut", "ParkedCallGiveUp" -> channel(m.get("ParkeeUniqueid"))
                    .ifPresent(c -> out.accept(
                            new Signal.LegCleared(c.journey.key, at, parkLeg(c), Cause.NORMAL_CLEARING)));
            case "ChanSpyStart" -> spy(m, at);
            case "QueueCallerJoin" -> queueJoin(m, at);
            case "QueueCallerLeave" -> channel(m.get("Uniqueid")).ifPresent(c -> c.journey.leavingQueue = true);
            case "QueueCallerAbandon" -> leaveQueue(m, QueueOutcome.ABANDONED, at);
            case "AgentCalled" -> agentCalled(m, at);
            case "AgentConnect" -> leaveQueue(m, QueueOutcome.ANSWERED, at);
            case "AgentRingNoAnswer" -> channel(m.get("DestUniqueid")).ifPresent(c -> c.dialStatus = "NOANSWER");
            default -> {
                // not about a call
            }
        }
    }

    private Optional<Channel> channel(String uniqueId) {
        return Optional.ofNullable(channels.get(uniqueId));
    }

    // Channels come and go

    private void newChannel(AmiMessage m, Instant at) {
        String id = m.get("Uniqueid");
        if (id.isEmpty() || channels.containsKey(id)) {
            return;
        }
        Channel c = new Channel(id, m.get("Channel"), at, AmiText.party(m), m.get("Exten"));
        channels.put(id, c);
        byName.put(c.name, c);
        Channel elder = channels.get(m.get("Linkedid"));
        (elder == null || elder == c ? new Journey(id) : elder.journey).add(c);
        if (!c.local && c.journey.originator == null && m.get("ChannelState").equals("4")) {
            c.journey.originator = c;
        }
        if (m.get("ChannelState").equals("6")) {
            newState(c, "6", at);
        }
    }

    /**
     * A call from outside is told with the first event after its channel's birth, because only then does the PBX say
     * whether the caller withholds the number. A phone is told when it calls somebody: dialling a feature code is no call.
     */
    private void callerActs(Channel c, AmiMessage m, Instant at) {
        if (c.told || c != c.journey.originator || isLine.test(c.endpoint)) {
            return;
        }
        if (!AmiText.isUnknown(m.get("CallerIDNum"))) {
            c.party = AmiText.party(m);
        }
        tell(c.journey, at);
    }

    /** Tells the journey's call with its first leg, as of when that leg was first seen. */
    private void tell(Journey journey, Instant at) {
        Channel first = journey.originator;
        if (journey.told || first == null) {
            return;
        }
        journey.told = true;
        String wanted = dialled.remove(first.id);
        Party called = Party.of(wanted != null ? wanted : AmiText.number(first.exten), null);
        out.accept(new Signal.CallStarted(journey.key, first.seenAt, first.created(), first.party, called));
        begin(first, first.state, first.seenAt);
        if (isLine.test(first.endpoint)) {
            heldElsewhere(first).ifPresent(held -> consults(journey, held.journey, first.endpoint, first.exten, at));
        }
    }

    /** The same phone's other call, if it holds one: what it dials now is a consultation. */
    private Optional<Channel> heldElsewhere(Channel c) {
        return channels.values().stream()
                .filter(o -> o.live() && o.held && o.journey != c.journey && o.endpoint.equals(c.endpoint))
                .findFirst();
    }

    private void consults(Journey consultation, Journey about, String from, String to, Instant at) {
        consultation.about = about;
        out.accept(new Signal.Linked(
                consultation.key,
                at,
                LineageType.CONSULTATION_OF,
                Optional.empty(),
                Optional.of(from),
                AmiText.present(to),
                Optional.of(about.key)));
    }

    private void begin(Channel c, ConnectionState state, Instant at) {
        if (c.told || c.local) {
            return;
        }
        c.told = true;
        Party party = isLine.test(c.endpoint) ? Party.UNKNOWN : c.party;
        out.accept(new Signal.LegStarted(c.journey.key, at, Leg.of(c.id, c.endpoint, party, state, at)));
        if (!c.offeredBy.isEmpty()) {
            out.accept(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
        }
    }

    private void newCallerId(AmiMessage m, Instant at) {
        channel(m.get("Uniqueid")).filter(c -> !c.told && !c.local).ifPresent(c -> {
            if (!isLine.test(c.endpoint)) {
                c.party = AmiText.party(m);
            }
        });
    }

    private void newState(Channel c, String state, Instant at) {
        switch (state) {
            case "5" -> become(c, ConnectionState.ALERTING, at);
            case "6" -> become(c, ConnectionState.CONNECTED, at);
            default -> {
                // dialling and down change nothing for a person
            }
        }
    }

    private void become(Channel c, ConnectionState state, Instant at) {
        if (c.local || c.state == state || c.state == ConnectionState.CONNECTED) {
            return;
        }
        c.state = state;
        if (c.told) {
            out.accept(new Signal.LegChanged(c.journey.key, at, c.id, state));
        }
        if (state == ConnectionState.CONNECTED && c != c.journey.originator) {
            c.journey.answered = true;
        }
    }

    // Dialling

    private void dialBegin(AmiMessage m, Instant at) {
        Channel dest = channels.get(m.get("DestUniqueid"));
        if (dest == null) {
            return;
        }
        Channel src = channels.get(m.get("Uniqueid"));
        if (src == null) {
            originated(dest, m, at);
            return;
        }
        dest.dialledBy = src;
        callerActs(src, m, at);
        if (dest.journey != src.journey && !dest.told) {
            src.journey.add(dest);
        }
        if (dest.local) {
            return;
        }
        tell(src.journey, at);
        if (src.local) {
            featureConsultation(src, dest, at);
        }
        redirected(src, dest, at);
        learnDialled(dest, m);
        if (dest.offeredBy.isEmpty() && src.local) {
            // app_queue rings the near half of a Local channel, the far half rings the phone
            dest.offeredBy = Optional.ofNullable(byName.get(src.otherHalf()))
                    .map(half -> half.offeredBy)
                    .orElse("");
        }
        begin(dest, dest.state, at);
    }

    /**
     * Atxfer, by feature code or action: the PBX puts the phone into a bridge with a Local channel nobody dialled, whose
     * far half dials the person consulted. The phone's one channel takes part in both calls.
     */
    private void featureConsultation(Channel far, Channel dest, Instant at) {
        Channel near = byName.get(far.otherHalf());
        if (near == null || near.dialledBy != null || near.bridge.isEmpty() || near.journey.about != null) {
            return;
        }
        Optional<Channel> phone = channels.values().stream()
                .filter(c -> c.live() && c.bridge.equals(near.bridge) && c.journey == near.journey)
                .findFirst();
        if (phone.isEmpty()) {
            return;
        }
        Channel asking = phone.get();
        Journey consultation = new Journey(near.id);
        consultation.told = true;
        consultation.originator = asking;
        Journey about = asking.journey;
        List.of(near, far, dest).forEach(consultation::add);
        asking.consulting = consultation;
        String exten = near.name.substring("Local/".length()).replaceAll("@.*", "");
        out.accept(new Signal.CallStarted(
                consultation.key, at, dest.created(), Party.of(asking.endpoint, null), Party.of(exten, null)));
        out.accept(new Signal.LegStarted(
                consultation.key,
                at,
                Leg.of(asking.id, asking.endpoint, Party.UNKNOWN, ConnectionState.CONNECTED, at)));
        consults(consultation, about, asking.endpoint, exten, at);
    }

    /** The number of a trunk's leg is what was dialled on it. */
    private void learnDialled(Channel dest, AmiMessage m) {
        if (isLine.test(dest.endpoint)) {
            return;
        }
        String number = AmiText.number(m.get("DestCallerIDNum"));
        String dialString = m.get("DialString");
        if (number.isEmpty()) {
            number = dialString.replaceAll("[@/].*", "");
        }
        dest.party = Party.of(number, AmiText.name(m.get("DestCallerIDName")));
    }

    /** A channel dialled by nobody: an originate, its phone first. */
    private void originated(Channel c, AmiMessage m, Instant at) {
        if (c.local || c.journey.told) {
            return;
        }
        c.journey.originator = c;
        c.originated = true;
        if (!dialled.containsKey(c.id)) {
            c.exten = AmiText.number(m.get("DestConnectedLineNum"));
        }
        c.party = Party.of(c.endpoint, null);
        tell(c.journey, at);
    }

    private void dialEnd(AmiMessage m) {
        channel(m.get("DestUniqueid")).ifPresent(c -> {
            String status = m.get("DialStatus");
            if (c.dialStatus.isEmpty() || status.equals("ANSWER")) {
                c.dialStatus = status;
            }
            if (!m.get("Forward").isEmpty()) {
                c.forward = m.get("Forward");
            }
        });
    }

    // Talking

    private void bridgeEnter(Channel c, String bridge, Instant at) {
        c.bridge = bridge;
        if (c.local) {
            return;
        }
        if (!c.journey.told && c.journey.originator == c) {
            Optional<Channel> met = channels.values().stream()
                    .filter(o -> o != c && o.bridge.equals(bridge) && o.live() && o.journey != c.journey)
                    .findFirst();
            if (met.isPresent()) {
                join(c, met.get().journey, Participation.ACTIVE, at);
                return;
            }
        }
        if (c.live()) {
            channels.values().stream()
                    .filter(o -> o.live() && o.bridge.equals(bridge) && o.journey != c.journey)
                    .filter(o -> o.journey != c.consulting && c.journey != o.consulting)
                    .findFirst()
                    .ifPresent(met -> merge(c.journey, met.journey, at));
        }
        become(c, ConnectionState.CONNECTED, at);
        if (c.live() && c.state == ConnectionState.CONNECTED) {
            out.accept(new Signal.LegChanged(c.journey.key, at, c.id, ConnectionState.CONNECTED));
        }
        c.journey.displaced = null;
    }

    /** A phone whose own dialling was never told comes into a call: by pickup, by fetching a parked call, to listen. */
    private void join(Channel c, Journey call, Participation participation, Instant at) {
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
        out.accept(new Signal.LegStarted(call.key, at, leg));
    }

    private void bridgeLeave(Channel c) {
        c.bridge = "";
        boolean asked = c.hangupRequested || c.transferredAway;
        if (c.live() && !asked && c != c.journey.originator && c.state == ConnectionState.CONNECTED) {
            c.journey.displaced = c;
        }
    }

    /** Redirect sends no transfer event: a talk ends without anybody hanging up, and the other side is dialled on. */
    private void redirected(Channel src, Channel dest, Instant at) {
        Channel from = src.journey.displaced;
        if (from == null || !src.bridge.isEmpty() || src.hangupRequested || from.hangupRequested) {
            return;
        }
        src.journey.displaced = null;
        transferred(src.journey, from, isLine.test(dest.endpoint) ? dest.endpoint : dest.party.number().orElse(""), at);
    }

    private void blindTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        channel(m.get("TransfererUniqueid")).filter(Channel::live).ifPresent(from ->
                transferred(from.journey, from, m.get("Extension"), at));
    }

    private void transferred(Journey journey, Channel from, String to, Instant at) {
        from.transferredAway = true;
        journey.endedBy = Optional.empty();
        out.accept(new Signal.Linked(
                journey.key,
                at,
                LineageType.TRANSFERRED_TO,
                Optional.of(TransferKind.BLIND),
                Optional.of(from.endpoint),
                Optional.of(to),
                Optional.empty()));
    }

    /** Two calls meet in one bridge: the consultation, else the younger one, becomes part of the other. */
    private void merge(Journey a, Journey b, Instant at) {
        boolean aStays = b.about == a
                || a.about != b && !a.originator.seenAt.isAfter(b.originator.seenAt);
        absorb(aStays ? b : a, aStays ? a : b, at);
    }

    private void absorb(Journey absorbed, Journey survivor, Instant at) {
        for (Channel c : List.copyOf(absorbed.channels)) {
            boolean leaves = c.hangupRequested || c == absorbed.originator && absorbed.about == survivor;
            if (c.local) {
                survivor.add(c);
            } else if (c.live() && !leaves) {
                survivor.add(c);
                survivor.answered |= c.state == ConnectionState.CONNECTED;
                out.accept(new Signal.LegStarted(
                        survivor.key,
                        at,
                        new Leg(
                                c.id,
                                c.endpoint,
                                isLine.test(c.endpoint) ? Party.UNKNOWN : c.party,
                                Optional.empty(),
                                Participation.ACTIVE,
                                c.state,
                                at,
                                Optional.of(c.id))));
            }
        }
        absorbed.over = true;
        if (absorbed.originator.consulting == absorbed) {
            absorbed.originator.consulting = null;
        }
        out.accept(new Signal.Merged(absorbed.key, at, survivor.key));
    }

    private void attendedTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        Channel from = channels.get(m.get("OrigTransfererUniqueid"));
        Channel second = channels.get(m.get("SecondTransfererUniqueid"));
        Channel target = reached(channels.get(m.get("TransferTargetUniqueid")));
        if (from == null || target == null) {
            return;
        }
        Journey call = from.journey;
        if (target.journey != call && !target.journey.over) {
            absorb(target.journey, call, at);
        }
        from.transferredAway = true;
        if (second != null) {
            second.transferredAway = true;
        }
        call.endedBy = Optional.empty();
        call.displaced = null;
        out.accept(new Signal.Linked(
                call.key,
                at,
                LineageType.TRANSFERRED_TO,
                Optional.of(target.state == ConnectionState.CONNECTED ? TransferKind.ATTENDED : TransferKind.BLOND),
                Optional.of(from.endpoint),
                Optional.of(target.endpoint),
                Optional.empty()));
    }

    /** The person behind a Local channel: whoever its far half dialled. */
    private Channel reached(Channel c) {
        if (c == null || !c.local) {
            return c;
        }
        Channel far = byName.get(c.otherHalf());
        return channels.values().stream()
                .filter(o -> o.dialledBy == far && far != null)
                .findFirst()
                .orElse(null);
    }

    private void pickup(AmiMessage m, Instant at) {
        Channel picker = channels.get(m.get("Uniqueid"));
        Channel target = channels.get(m.get("TargetUniqueid"));
        if (picker == null || target == null || picker.told || !target.journey.told) {
            return;
        }
        target.dialStatus = "PICKUP";
        Journey call = target.journey;
        join(picker, call, Participation.ACTIVE, at);
        call.answered = true;
        out.accept(new Signal.Linked(
                call.key,
                at,
                LineageType.PICKED_UP_FROM,
                Optional.empty(),
                Optional.of(target.endpoint),
                Optional.of(picker.endpoint),
                Optional.empty()));
    }

    private void parked(Channel c, AmiMessage m, Instant at) {
        String space = m.get("ParkingSpace");
        out.accept(new Signal.Linked(
                c.journey.key,
                at,
                LineageType.PARKED_AS,
                Optional.empty(),
                AmiText.present(AmiText.endpoint(m.get("ParkerDialString"))),
                Optional.of(space),
                Optional.empty()));
        out.accept(new Signal.LegStarted(
                c.journey.key, at, Leg.service(parkLeg(c), ServiceKind.PARK, ConnectionState.CONNECTED, at)));
        c.journey.displaced = null;
    }

    private static String parkLeg(Channel parkee) {
        return parkee.id + "/park";
    }

    private void spy(AmiMessage m, Instant at) {
        Channel spy = channels.get(m.get("SpyerUniqueid"));
        Channel spied = channels.get(m.get("SpyeeUniqueid"));
        if (spy != null && spied != null && !spy.told && spied.journey.told) {
            join(spy, spied.journey, Participation.LISTEN, at);
        }
    }

    /** A phone that holds names the music it wants; features that hold for a consultation do not. chan_sip never does. */
    private static boolean heldByPhone(Channel c, AmiMessage m) {
        return !m.get("MusicClass").isEmpty() || c.name.startsWith("SIP/");
    }

    // Queues

    private void queueJoin(AmiMessage m, Instant at) {
        channel(m.get("Uniqueid")).ifPresent(c -> {
            Journey call = c.journey;
            callerActs(c, m, at);
            tell(call, at);
            call.queue = m.get("Queue");
            call.leavingQueue = false;
            out.accept(new Signal.QueueEntered(call.key, at, call.queue));
            if (c.told) {
                out.accept(new Signal.LegChanged(call.key, at, c.id, ConnectionState.QUEUED));
            }
        });
    }

    private void leaveQueue(AmiMessage m, QueueOutcome outcome, Instant at) {
        channel(m.get("Uniqueid")).ifPresent(c -> leaveQueue(c.journey, outcome, at));
    }

    private void leaveQueue(Journey call, QueueOutcome outcome, Instant at) {
        if (!call.queue.isEmpty()) {
            out.accept(new Signal.QueueLeft(call.key, at, call.queue, outcome));
            call.queue = "";
            call.leavingQueue = false;
        }
    }

    private void agentCalled(AmiMessage m, Instant at) {
        channel(m.get("DestUniqueid")).ifPresent(c -> {
            c.offeredBy = m.get("Queue");
            if (c.told) {
                out.accept(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
            }
        });
    }

    // Leaving

    private void hangupRequest(Channel c, Instant at) {
        c.hangupRequested = true;
        if (c.local) {
            return;
        }
        boolean takesPart = c.state == ConnectionState.CONNECTED || c == c.journey.originator && !c.originated;
        if (takesPart && !c.transferredAway) {
            c.journey.endedBy = Optional.of(c.id);
        }
        if (c.state == ConnectionState.CONNECTED && c.live()) {
            clear(c, c.transferredAway ? Cause.TRANSFERRED : Cause.NORMAL_CLEARING, at);
        }
    }

    /** A phone in a feature consultation leaves that call too. */
    private void leaveConsultation(Channel c, Instant at) {
        if (c.consulting != null && !c.consulting.over) {
            out.accept(new Signal.LegCleared(c.consulting.key, at, c.id, Cause.NORMAL_CLEARING));
        }
    }

    private void hangup(Channel c, String code, Instant at) {
        channels.remove(c.id);
        byName.remove(c.name, c);
        Journey call = c.journey;
        if (c.live()) {
            clear(c, causeOf(c, code), at);
        }
        call.channels.remove(c);
        if (c == call.originator && !call.queue.isEmpty()) {
            leaveQueue(call, call.leavingQueue ? QueueOutcome.TIMEOUT : QueueOutcome.ABANDONED, at);
        }
        if (call.told && !call.over && call.channels.stream().noneMatch(o -> o.live() || !o.local)) {
            call.over = true;
            if (call.originator.consulting == call) {
                call.originator.consulting = null;
            }
            Cause cause = call.answered ? Cause.NORMAL_CLEARING : call.failure;
            out.accept(new Signal.CallCleared(call.key, at, call.endedBy, cause));
        }
    }

    private void clear(Channel c, Cause cause, Instant at) {
        c.over = true;
        leaveConsultation(c, at);
        boolean wasCalled = c != c.journey.originator || c.originated;
        if (wasCalled && c.state != ConnectionState.CONNECTED && cause != Cause.CALLER_ABANDONED) {
            c.journey.failure = cause;
        }
        out.accept(new Signal.LegCleared(c.journey.key, at, c.id, cause));
    }

    private static Cause causeOf(Channel c, String code) {
        if (c.transferredAway) {
            return Cause.TRANSFERRED;
        }
        if (c.state == ConnectionState.CONNECTED || c == c.journey.originator && !c.journey.answered && c.dialledBy == null) {
            return originatorCause(c, code);
        }
        return switch (c.dialStatus) {
            case "PICKUP" -> Cause.ANSWERED_ELSEWHERE;
            case "BUSY" -> Cause.BUSY;
            case "NOANSWER" -> code.equals("21") ? Cause.REJECTED : Cause.NO_ANSWER;
            case "CONGESTION" -> code.equals("21") ? Cause.REJECTED : Cause.CONGESTION;
            case "CHANUNAVAIL" -> Cause.UNREACHABLE;
            case "CANCEL" -> cancelled(c, code);
            default -> HangupCodes.cause(code);
        };
    }

    private static Cause originatorCause(Channel c, String code) {
        return c.state == ConnectionState.CONNECTED || c.hangupRequested && !c.originated
                ? Cause.NORMAL_CLEARING
                : HangupCodes.cause(code);
    }

    /** The dialling side stopped: because it was forwarded, because somebody else answered, or because the caller left. */
    private static Cause cancelled(Channel c, String code) {
        if (!c.forward.isEmpty() || code.equals("23")) {
            return Cause.FORWARDED;
        }
        return code.equals("26") || c.journey.answered ? Cause.ANSWERED_ELSEWHERE : Cause.CALLER_ABANDONED;
    }
}
