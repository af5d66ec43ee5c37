package org.jackfield.pbx.sim.internal.ami;

import java.util.List;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.pbx.Bridge;
import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.wire.Message;

/** The lists of channels and bridges, worded as Asterisk 22 does. For the PBX's thread. */
final class ChannelLists {
    private final Pbx pbx;
    private final Replies replies;

    ChannelLists(Pbx pbx, Replies replies) {
        this.pbx = pbx;
        this.replies = replies;
    }

    void channels(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Channels will follow"));
        for (Channel leg : pbx.channels()) {
            long seconds = age(leg);
            out.accept(replies.entry(request, "CoreShowChannel")
                    .raw(leg.headers("", true))
                    .header("Application", leg.application())
                    .header("ApplicationData", leg.applicationData())
                    .header(
                            "Duration",
                            String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60))
                    .header("BridgeId", leg.bridgeId())
                    .end());
        }
        out.accept(replies.listEnd(
                        request, "CoreShowChannelsComplete", pbx.channels().size())
                .end());
    }

    void status(Request request, Consumer<byte[]> out) {
        String wanted = request.get("Channel");
        List<Channel> legs = wanted.isEmpty()
                ? List.copyOf(pbx.channels())
                : pbx.channel(wanted).stream().toList();
        if (!wanted.isEmpty() && legs.isEmpty()) {
            out.accept(replies.error(request, "No such channel"));
            return;
        }
        out.accept(replies.listStart(request, "Channel status will follow"));
        for (Channel leg : legs) {
            Message entry = replies.entry("Status")
                    .header("Privilege", "Call")
                    .raw(leg.headers("", true))
                    .header("Type", leg.name().substring(0, leg.name().indexOf('/')))
                    .header("DNID", leg.calledNumber())
                    .header("EffectiveConnectedLineNum", Channel.known(leg.connectedNumber()))
                    .header("EffectiveConnectedLineName", Channel.known(leg.connectedName()))
                    .header("TimeToHangup", 0)
                    .header("BridgeID", leg.bridgeId())
                    .header("Application", leg.application())
                    .header("Data", leg.applicationData());
            for (String name : List.of("Nativeformats", "Readformat", "Readtrans", "Writeformat", "Writetrans")) {
                entry.header(name, name.endsWith("trans") ? "" : name.startsWith("Native") ? "(ulaw)" : "ulaw");
            }
            entry.header("Callgroup", 0).header("Pickupgroup", 0).header("Seconds", age(leg));
            out.accept(replies.id(entry, request).end());
        }
        out.accept(replies.listEnd(request, "StatusComplete", legs.size())
                .header("Items", legs.size())
                .end());
    }

    void bridges(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Bridge listing will follow"));
        for (Bridge bridge : pbx.openBridges()) {
            out.accept(bridge.headers(replies.entry(request, "BridgeListItem")).end());
        }
        out.accept(
                replies.listEnd(request, "BridgeListComplete", pbx.openBridges().size())
                        .end());
    }

    void bridge(Request request, Consumer<byte[]> out) {
        String id = request.get("BridgeUniqueid");
        Bridge bridge = pbx.openBridge(id).orElse(null);
        if (bridge == null) {
            String text = id.isEmpty() ? "BridgeUniqueid must be provided" : "Bridge not found";
            out.accept(replies.error(request, text));
            return;
        }
        out.accept(replies.listStart(request, "Bridge channel listing will follow"));
        for (Channel leg : bridge.legs()) {
            out.accept(replies.entry(request, "BridgeInfoChannel")
                    .raw(leg.headers("", true))
                    .end());
        }
        out.accept(bridge.headers(replies.listEnd(
                        request, "BridgeInfoComplete", bridge.legs().size()))
                .end());
    }

    private long age(Channel leg) {
        return (pbx.micros() - leg.createdMicros()) / 1_000_000;
    }
}
