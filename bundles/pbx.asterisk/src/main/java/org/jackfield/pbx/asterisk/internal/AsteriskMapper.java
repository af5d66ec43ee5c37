package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Signal.Recording;

/**
 * Turns AMI events into signals. Pure: no socket, clock or thread; one thread at a time, apart from what is said
 * otherwise. Channels are told apart by their uniqueid; a Local channel is only a wire between two others and never
 * told. It recognises mechanisms, not event orders it has seen: state, dial, bridge and hang-up events come in any
 * order of their own streams.
 */
final class AsteriskMapper implements Legs, Obedience.Phones {
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
            "DeviceStateChange",
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
            "Newexten",
            "SoftHangupRequest",
            "MessageWaiting",
            "OriginateResponse",
            "ConfbridgeJoin",
            "MixMonitorStart",
            "MixMonitorMute",
            "MixMonitorStop",
            "MonitorStart",
            "MonitorStop",
            "FullyBooted",
            "Shutdown");

    private final Exchange x;
    private final Dialling dialling;
    private final Talking talking;
    private final Moving moving;
    private final Queueing queueing;
    private final Leaving leaving;
    private final Serving serving;
    private final Arriving arriving;
    private volatile long restarts;

    /** A mapper that nobody answers. */
    AsteriskMapper(Predicate<String> isLine, Consumer<Signal> out) {
        this(isLine, out, channel -> {});
    }

    /**
     * @param isLine whether an endpoint is a line of ours rather than a trunk
     * @param askStatus asks the PBX for the Status of a channel by its name; the answer may be mapped like an event
     */
    AsteriskMapper(Predicate<String> isLine, Consumer<Signal> out, Consumer<String> askStatus) {
        x = new Exchange(isLine, out, askStatus);
        dialling = new Dialling(x);
        talking = new Talking(x);
        moving = new Moving(x, talking);
        serving = new Serving(x, talking);
        arriving = new Arriving(x, serving);
        queueing = new Queueing(x, serving);
        leaving = new Leaving(x, talking, serving);
    }

    /** Forgets everything and starts from what a snapshot shows. */
    void restart(List<Channel> shown) {
        x.forgetAll();
        restarts++;
        for (Channel channel : shown) {
            x.channels.put(channel.id, channel);
            channel.met = true; // whom it met before, no list tells: a menu is not guessed
            x.byName.put(channel.name, channel);
            if (!channel.bridge.isEmpty()) {
                x.enter(channel, channel.bridge);
            }
            if (channel.held) {
                x.holding.add(channel);
            }
        }
    }

    /** The channels as they are known now, by uniqueid. */
    Map<String, Channel> channels() {
        return Map.copyOf(x.channels);
    }

    /** We are about to originate a call: this is whom its first leg will call. */
    void expect(String leg, String to) {
        x.dialled.put(leg, to);
    }

    void forget(String leg) {
        x.dialled.remove(leg);
        x.recordings.remove(leg);
        x.joining.remove(leg);
        x.leftAlone.remove(leg);
    }

    /** We are about to have a leg recorded into that file. */
    void recordAs(String leg, String file) {
        x.recordings.put(leg, file);
    }

    /** We are about to originate a leg that takes part in another call in that way; it is told once it does. */
    void joinAs(String leg, Participation participation) {
        x.joining.put(leg, participation);
    }

    /** We are about to bring the other people of this leg's call into a conference without it. */
    void leaveAlone(String leg) {
        x.leftAlone.add(leg);
    }

    @Override
    public String channelName(String leg) {
        Channel channel = x.channels.get(leg);
        return channel == null ? leg : channel.name;
    }

    /** So late is it although no event says so. */
    void pass(Instant now) {
        x.later.pass(now);
    }

    /** No event of this connection comes any more: what waits for one is told as it stands. */
    void settle() {
        x.later.settleAll();
    }

    @Override
    public boolean isLine(String leg) {
        Channel channel = x.channels.get(leg);
        return channel != null && x.isLine(channel);
    }

    @Override
    public boolean live(String leg) {
        return x.channels.containsKey(leg);
    }

    /** After a restart nobody knows what a phone did meanwhile, so that it counts as something. */
    @Override
    public long steps(String line) {
        return restarts + x.steps.getOrDefault(line, 0L);
    }

    @Override
    public boolean together(String leg, String other) {
        Channel one = x.channels.get(leg);
        Channel two = x.channels.get(other);
        return one != null && two != null && !one.bridge.isEmpty() && one.bridge.equals(two.bridge);
    }

    /** Takes one event. */
    void map(AmiMessage m, Instant at) {
        x.later.pass(at);
        switch (m.event()) {
            case "Newchannel" -> arriving.newChannel(m, at);
            case "Newstate" ->
                x.channel(m.get("Uniqueid")).ifPresent(c -> {
                    arriving.newState(c, m.get("ChannelState"), at);
                    x.callerActs(c, m, at);
                    serving.serves(c, at);
                });
            case "NewCallerid" -> arriving.newCallerId(m, at);
            case "DialBegin" -> dialling.dialBegin(m, at);
            case "DialState" -> {
                if (m.get("DialStatus").equals("RINGING")) {
                    x.channel(m.get("DestUniqueid")).ifPresent(c -> x.become(c, ConnectionState.ALERTING, at));
                }
            }
            case "DialEnd" -> dialling.dialEnd(m, at);
            case "BridgeEnter" -> x.channel(m.get("Uniqueid")).ifPresent(c -> bridgeEnter(c, m, at));
            case "BridgeLeave" -> x.channel(m.get("Uniqueid")).ifPresent(talking::bridgeLeave);
            case "HangupRequest" ->
                x.channel(m.get("Uniqueid")).ifPresent(c -> {
                    x.callerActs(c, m, at);
                    leaving.hangupRequest(c, at);
                });
            case "Hangup" ->
                x.channel(m.get("Uniqueid")).ifPresent(c -> {
                    x.callerActs(c, m, at);
                    leaving.hangup(c, m.get("Cause"), at);
                });
            case "Hold" -> x.channel(m.get("Uniqueid")).filter(Channel::live).ifPresent(c -> moving.hold(c, m, at));
            case "Unhold" -> x.channel(m.get("Uniqueid")).filter(Channel::live).ifPresent(c -> moving.retrieve(c, at));
            case "DeviceStateChange" -> moving.device(m);
            case "BlindTransfer" -> moving.blindTransfer(m, at);
            case "AttendedTransfer" -> moving.attendedTransfer(m, at);
            case "Pickup" -> talking.pickup(m, at);
            case "ParkedCall" -> x.channel(m.get("ParkeeUniqueid")).ifPresent(c -> moving.parked(c, m, at));
            case "ParkedCallGiveUp" ->
                x.channel(m.get("ParkeeUniqueid")).ifPresent(c -> {
                    x.whoLeft.leftFirst(c);
                    moving.unparked(c, at);
                });
            case "UnParkedCall", "ParkedCallTimeOut" ->
                x.channel(m.get("ParkeeUniqueid")).ifPresent(c -> moving.unparked(c, at));
            case "ChanSpyStart" -> talking.spy(m, at);
            case "QueueCallerJoin" -> queueing.queueJoin(m, at);
            case "QueueCallerLeave" -> x.channel(m.get("Uniqueid")).ifPresent(c -> queueing.left(c, at));
            case "QueueCallerAbandon" -> x.channel(m.get("Uniqueid")).ifPresent(c -> queueing.abandoned(c, at));
            case "AgentCalled" -> queueing.agentCalled(m, at);
            case "AgentConnect" -> x.channel(m.get("Uniqueid")).ifPresent(c -> queueing.answered(c, at));
            case "AgentRingNoAnswer" -> x.channel(m.get("DestUniqueid")).ifPresent(c -> c.dialStatus = "NOANSWER");
            case "Status" -> x.channel(m.get("Uniqueid")).ifPresent(c -> serving.shown(c, m, at));
            case "Newexten" -> x.channel(m.get("Uniqueid")).ifPresent(c -> serving.executes(c, m, at));
            case "SoftHangupRequest" ->
                x.channel(m.get("Uniqueid")).ifPresent(c -> leaving.softHangupRequest(c, m.get("Cause")));
            case "MessageWaiting" -> x.channel(m.get("Uniqueid")).ifPresent(c -> c.leftMessage = true);
            case "OriginateResponse" -> serving.originated(m, at);
            case "ConfbridgeJoin" ->
                x.channel(m.get("Uniqueid"))
                        .ifPresent(c -> serving.conference(c, m.get("BridgeUniqueid"), m.get("Conference"), at));
            case "MixMonitorStart", "MonitorStart" -> recording(m, Recording.STARTED, at);
            case "MixMonitorStop", "MonitorStop" -> recording(m, Recording.STOPPED, at);
            case "MixMonitorMute" ->
                recording(m, m.get("State").equals("1") ? Recording.PAUSED : Recording.RESUMED, at);
            default -> {
                // not about a call
            }
        }
    }

    private void recording(AmiMessage m, Recording state, Instant at) {
        x.channel(m.get("Uniqueid")).ifPresent(c -> serving.recording(c, m, state, at));
    }

    private void bridgeEnter(Channel c, AmiMessage m, Instant at) {
        String bridge = m.get("BridgeUniqueid");
        if (m.get("BridgeCreator").equals("ConfBridge")) {
            x.enter(c, bridge);
            x.become(c, ConnectionState.CONNECTED, at);
            serving.conference(c, bridge, m.get("BridgeName"), at);
            c.journey.displaced = null;
        } else if (isParkingLot(m)) {
            x.enter(c, bridge); // ParkedCall tells it
        } else {
            if (!c.local) {
                x.transfers.arrived(c.journey);
                x.stopServing(c.journey, at);
            }
            talking.bridgeEnter(c, bridge, at);
            dialling.met(c, at);
        }
    }

    private static boolean isParkingLot(AmiMessage m) {
        return m.get("BridgeType").equals("parking")
                || m.get("BridgeCreator").equals("Parking")
                || m.get("BridgeTechnology").equals("holding_bridge");
    }
}
