package org.jackfield.pbx.sim.internal.pbx;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jackfield.pbx.sim.internal.wire.EventClass;

/** Conversations: joining two legs, hold, and taking them apart. */
final class Bridges {
    private static final long RTCP_EVERY_MS = 5_000;

    private final Pbx pbx;
    private final SplittableRandom random;
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();

    Bridges(Pbx pbx, long seed) {
        this.pbx = pbx;
        this.random = new SplittableRandom(seed);
    }

    Collection<Bridge> all() {
        return bridges.values();
    }

    Optional<Bridge> find(String id) {
        return Optional.ofNullable(bridges.get(id));
    }

    /**
     * Lets the dialled leg and its caller talk.
     *
     * @param byDial whether Dial joins them; Queue leaves the dialled leg's extension as it is
     */
    void join(Channel dialled, Channel caller, boolean byDial) {
        Bridge bridge = new Bridge(uuid());
        bridges.put(bridge.id, bridge);
        pbx.events().bridge("BridgeCreate", bridge);
        if (byDial) {
            pbx.events().newexten(dialled, "AppDial", "(Outgoing Line)");
        }
        enter(bridge, dialled, "");
        enter(bridge, caller, dialled.name);
        if (!caller.variable("BLINDTRANSFER").isEmpty()) {
            pbx.events().set(caller, "BLINDTRANSFER", "");
        }
        showPeers(bridge);
        for (Channel leg : bridge.legs) {
            pbx.devices().use(leg);
            if (leg.party != null) {
                pbx.after(0, () -> {
                    if (leg.bridge == bridge) {
                        leg.party.connected(leg);
                    }
                });
            }
        }
        if (pbx.setup().verbose()) {
            pbx.after(RTCP_EVERY_MS, () -> rtcp(bridge));
        }
    }

    private void enter(Bridge bridge, Channel leg, String peer) {
        bridge.legs.add(leg);
        leg.bridge = bridge;
        pbx.accounts().cel(leg, "BRIDGE_ENTER", peer, extra(bridge));
        pbx.events().bridge("BridgeEnter", bridge, leg);
    }

    void showPeers(Bridge bridge) {
        for (Channel leg : bridge.legs) {
            Channel peer = bridge.other(leg);
            pbx.events().set(leg, "BRIDGEPEER", peer.name);
            if (!peer.isLocal()) {
                pbx.events().set(leg, "BRIDGEPVTCALLID", peer.uniqueid + "@127.0.0.1");
            }
        }
    }

    void hidePeer(Channel leg) {
        pbx.events().set(leg, "BRIDGEPEER", "");
        if (!leg.bridge.other(leg).isLocal()) {
            pbx.events().set(leg, "BRIDGEPVTCALLID", "");
        }
    }

    /** Ends a conversation; {@code first} leaves first. */
    void part(Channel first) {
        Channel second = first.bridge.other(first);
        hidePeer(first);
        hidePeer(second);
        leave(first, second);
    }

    /** As {@link #part}, when the peers have been hidden already. */
    void leave(Channel first, Channel second) {
        Bridge bridge = first.bridge;
        endHold(first, second);
        endHold(second, first);
        exit(bridge, first, second.name);
        exit(bridge, second, "");
        pbx.events().bridge("BridgeDestroy", bridge);
        bridges.remove(bridge.id);
    }

    private void exit(Bridge bridge, Channel leg, String peer) {
        bridge.legs.remove(leg);
        leg.bridge = null;
        pbx.events().bridge("BridgeLeave", bridge, leg);
        pbx.accounts().cel(leg, "BRIDGE_EXIT", peer, extra(bridge));
        if (!leg.ended) {
            pbx.devices().use(leg);
        }
    }

    private void endHold(Channel leg, Channel other) {
        if (leg.held) {
            leg.held = false;
            pbx.signalling().musicStop(other);
        }
    }

    /** @param byPhone whether the phone itself holds, which names its music */
    void hold(Channel leg, boolean byPhone) {
        if (byPhone) {
            showPeers(leg.bridge);
        }
        leg.held = true;
        pbx.events().about("Hold", EventClass.CALL, leg);
        if (byPhone) {
            pbx.events().extend("MusicClass", "default");
        }
        pbx.events().send("Hold", EventClass.CALL);
        Channel other = leg.bridge.other(leg);
        pbx.signalling().musicStart(other);
        pbx.devices().use(other);
        pbx.devices().touch(other);
    }

    void retrieve(Channel leg, boolean byPhone) {
        leg.held = false;
        pbx.events().channel("Unhold", leg);
        if (byPhone) {
            showPeers(leg.bridge);
        }
        Channel other = leg.bridge.other(leg);
        pbx.signalling().musicStop(other);
        pbx.devices().use(other);
        pbx.devices().touch(other);
    }

    private void rtcp(Bridge bridge) {
        if (!bridges.containsKey(bridge.id)) {
            return;
        }
        for (Channel leg : bridge.legs) {
            if (!leg.isLocal()) {
                long packets = (pbx.micros() - leg.answeredMicros) / 20_000;
                pbx.events()
                        .about("RTCPSent", EventClass.REPORTING, leg)
                        .header("To", "127.0.0.1:20000")
                        .header("From", "127.0.0.1:20002")
                        .header("MES", "88.1")
                        .header("SSRC", "0x6d3cc495")
                        .header("PT", "200(SR)")
                        .header("ReportCount", 0)
                        .header("SentNTP", pbx.micros() / 1_000_000 + ".000000")
                        .header("SentRTP", packets * 160)
                        .header("SentPackets", packets)
                        .header("SentOctets", packets * 160);
                pbx.events().send("RTCPSent", EventClass.REPORTING);
            }
        }
        pbx.after(RTCP_EVERY_MS, () -> rtcp(bridge));
    }

    private static String extra(Bridge bridge) {
        return "{\"bridge_id\":\"" + bridge.id + "\",\"bridge_technology\":\"simple_bridge\"}";
    }

    private String uuid() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
