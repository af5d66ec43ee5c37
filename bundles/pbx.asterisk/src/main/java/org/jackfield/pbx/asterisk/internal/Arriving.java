package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import org.jackfield.api.call.ConnectionState;

/** Channels that come into being, ring and are answered. */
final class Arriving {
    private final Exchange x;
    private final Serving serving;

    Arriving(Exchange x, Serving serving) {
        this.x = x;
        this.serving = serving;
    }

    void newChannel(AmiMessage m, Instant at) {
        String id = m.get("Uniqueid");
        if (id.isEmpty() || x.channels.containsKey(id)) {
            return;
        }
        Channel c = new Channel(id, m.get("Channel"), at, AmiText.party(m), m.get("Exten"));
        x.channels.put(id, c);
        x.byName.put(c.name, c);
        Channel elder = x.channels.get(m.get("Linkedid"));
        (elder == null || elder == c ? new Journey(id) : elder.journey).add(c);
        newState(c, m.get("ChannelState"), at);
    }

    void newCallerId(AmiMessage m, Instant at) {
        x.channel(m.get("Uniqueid")).filter(c -> !c.told && !c.local).ifPresent(c -> {
            if (!x.isLine(c)) {
                c.party = AmiText.party(m);
            }
        });
    }

    /** @param state as Asterisk numbers it */
    void newState(Channel c, String state, Instant at) {
        switch (state) {
            case "4" -> x.calls(c);
            case "5" -> x.become(c, ConnectionState.ALERTING, at);
            case "6" -> {
                x.become(c, ConnectionState.CONNECTED, at);
                serving.answered(c, at);
            }
            default -> {
                // dialling and down change nothing for a person
            }
        }
    }
}
