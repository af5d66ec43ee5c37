package org.jackfield.pbx.sim.internal.pbx;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All channels that are up: where they begin, where they end, and how they are found. */
final class Legs {
    private static final String[] RTP = {
        "RTPAUDIOQOS",
        "ssrc=1754385922;themssrc=1593270246;lp=0;rxjitter=0.000000;rxcount=101;txjitter=0.000625;txcount=100;"
                + "rlp=0;rtt=0.000000;rxmes=0.000000;txmes=0.000000",
        "RTPAUDIOQOSJITTER",
        "minrxjitter=000.000125;maxrxjitter=000.001000;avgrxjitter=000.000507;stdevrxjitter=000.000242;"
                + "mintxjitter=000.000000;maxtxjitter=000.000000;avgtxjitter=000.000000;stdevtxjitter=000.000000;",
        "RTPAUDIOQOSLOSS",
        "  minrxlost=000.000000;  maxrxlost=000.000000;  avgrxlost=000.000000;  stdevrxlost=000.000000;"
                + "  mintxlost=000.000000;  maxtxlost=000.000000;  avgtxlost=000.000000;  stdevtxlost=000.000000;",
        "RTPAUDIOQOSRTT",
        "     minrtt=000.000000;     maxrtt=000.000000;     avgrtt=000.000000;     stdevrtt=000.000000;",
        "RTPAUDIOQOSMES",
        "   minrxmes=000.000000;   maxrxmes=000.000000;   avgrxmes=000.000000;   stdevrxmes=000.000000;"
                + "   mintxmes=000.000000;   maxtxmes=000.000000;   avgtxmes=000.000000;   stdevtxmes=000.000000;"
    };

    private final Pbx pbx;
    private final Map<String, PbxSetup.Line> lines = new HashMap<>();
    private final Map<String, Channel> byName = new LinkedHashMap<>();
    private final Map<String, Channel> byId = new HashMap<>();
    private int names;
    private int ids;
    private long processed;

    Legs(Pbx pbx) {
        this.pbx = pbx;
        pbx.setup().lines().forEach(line -> lines.put(line.device(), line));
    }

    Collection<Channel> all() {
        return byName.values();
    }

    long processed() {
        return processed;
    }

    /** By channel name or uniqueid. */
    Optional<Channel> find(String nameOrId) {
        Channel found = byName.get(nameOrId);
        return Optional.ofNullable(found == null ? byId.get(nameOrId) : found);
    }

    /** A leg that comes in from a phone or the trunk. */
    Channel incoming(String device, String number, String name, String context, String exten) {
        Channel leg = make(channelName(device), device, null, null, ChannelState.RING);
        leg.caller(number, name);
        leg.at(context, exten, 1);
        announce(leg);
        leg.ani = number;
        leg.dnid = exten;
        pbx.events().set(leg, "SIPDOMAIN", "127.0.0.1");
        return leg;
    }

    /** A leg that the PBX makes towards a phone or the trunk. */
    Channel outgoing(String device, String uniqueid, String linkedid) {
        Channel leg = make(channelName(device), device, uniqueid, linkedid, ChannelState.DOWN);
        PbxSetup.Line line = lines.get(device);
        if (line == null) {
            leg.at("from-trunk", "s", 1);
        } else {
            leg.caller(line.number(), line.name());
            leg.at("internal", "s", 1);
        }
        leg.party = pbx.party(device);
        announce(leg);
        leg.ani = leg.callerNumber();
        return leg;
    }

    /** One half of a Local channel. */
    Channel half(String name, String device, String linkedid, ChannelState state, String context, String exten) {
        Channel leg = make(name, device, null, linkedid, state);
        leg.at(context, exten, 1);
        announce(leg);
        return leg;
    }

    private String channelName(String device) {
        return device + "-" + hex(names++);
    }

    static String hex(int number) {
        String digits = Integer.toHexString(number);
        return "00000000".substring(digits.length()) + digits;
    }

    private Channel make(String name, String device, String uniqueid, String linkedid, ChannelState state) {
        long now = pbx.micros();
        String id = uniqueid != null ? uniqueid : pbx.setup().systemName() + "-" + now / 1_000_000 + "." + ids++;
        return new Channel(
                name,
                device,
                id,
                linkedid,
                state,
                now,
                pbx.events().scratch(),
                pbx.setup().channelVariables());
    }

    private void announce(Channel leg) {
        processed++;
        byName.put(leg.name, leg);
        byId.put(leg.uniqueid, leg);
        pbx.devices().use(leg);
        pbx.events().channel("Newchannel", leg);
        pbx.accounts().started(leg);
    }

    /** The leg is over. */
    void end(Channel leg, int cause) {
        if (leg.ended) {
            return;
        }
        leg.ended = true;
        leg.cause = cause;
        leg.running = null;
        leg.dialler = null;
        if (leg.answeredMicros != 0 && !leg.isLocal() && !leg.hangupSource.equals(leg.name)) {
            for (int i = 0; i < RTP.length; i += 2) {
                pbx.events().set(leg, RTP[i], RTP[i + 1]);
            }
        }
        pbx.accounts().cdrs(leg);
        pbx.events().hangup(leg);
        pbx.accounts().ended(leg);
        byName.remove(leg.name);
        byId.remove(leg.uniqueid);
        pbx.devices().forget(leg);
        if (leg.pair != null) {
            leg.pair.ended(leg);
        }
        if (leg.party != null) {
            pbx.after(0, () -> leg.party.ended(leg));
        }
    }
}
