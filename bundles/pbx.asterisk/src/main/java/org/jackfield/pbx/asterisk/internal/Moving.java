package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/** Hold, transfer and parking. */
final class Moving {
    private final Exchange x;
    private final Talking talking;

    Moving(Exchange x, Talking talking) {
        this.x = x;
        this.talking = talking;
    }

    void hold(Channel c, AmiMessage m, Instant at) {
        c.held = true;
        x.holding.add(c);
        x.say(new Signal.LegHeld(c.journey.key, at, c.id, heldByPhone(c, m)));
    }

    void retrieve(Channel c, Instant at) {
        c.held = false;
        x.holding.remove(c);
        x.say(new Signal.LegRetrieved(c.journey.key, at, c.id));
    }

    void blindTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        x.channel(m.get("TransfererUniqueid")).filter(Channel::live).ifPresent(from -> {
            x.transferred(from.journey, from, m.get("Extension"), at);
            if (x.channel(m.get("TransfereeUniqueid")).filter(c -> c.parked).isPresent()) {
                from.journey.transfer = null; // a transfer to the parking lot is parking
            }
        });
    }

    void attendedTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        Channel from = x.channels.get(m.get("OrigTransfererUniqueid"));
        Channel second = x.channels.get(m.get("SecondTransfererUniqueid"));
        Channel target = reached(x.channels.get(m.get("TransferTargetUniqueid")));
        if (from == null || target == null) {
            return;
        }
        Journey call = from.journey;
        boolean left = from.bridge.isEmpty() || from.consulting != null;
        if (from.live() && left) {
            from.transferredAway = true;
            x.clear(from, Cause.TRANSFERRED, at);
        }
        if (target.journey != call && !target.journey.over) {
            talking.absorb(target.journey, call, at);
        }
        from.transferredAway = true;
        if (second != null) {
            second.transferredAway = true;
        }
        call.endedBy = Optional.empty();
        call.displaced = null;
        call.transfer = null;
        x.say(new Signal.Linked(
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
        Channel far = x.byName.get(c.otherHalf());
        return far == null || far.dialled == null || !x.channels.containsKey(far.dialled.id) ? null : far.dialled;
    }

    void parked(Channel c, AmiMessage m, Instant at) {
        String space = m.get("ParkingSpace");
        c.parked = true;
        c.journey.transfer = null; // told in either order with its BlindTransfer
        x.stopServing(c.journey, at);
        x.say(new Signal.Linked(
                c.journey.key,
                at,
                LineageType.PARKED_AS,
                Optional.empty(),
                AmiText.present(AmiText.endpoint(m.get("ParkerDialString"))),
                Optional.of(space),
                Optional.empty()));
        x.say(new Signal.LegStarted(
                c.journey.key, at, Leg.service(parkLeg(c), ServiceKind.PARK, ConnectionState.CONNECTED, at)));
        c.journey.displaced = null;
    }

    void unparked(Channel c, Instant at) {
        c.parked = false;
        c.journey.displaced = null; // who parked it left, and was not redirected
        x.say(new Signal.LegCleared(c.journey.key, at, parkLeg(c), Cause.NORMAL_CLEARING));
    }

    static String parkLeg(Channel parkee) {
        return parkee.id + "/park";
    }

    /**
     * A phone that holds names the music it wants; features that hold for a consultation do not. chan_sip never does.
     */
    private static boolean heldByPhone(Channel c, AmiMessage m) {
        return !m.get("MusicClass").isEmpty() || c.name.startsWith("SIP/");
    }
}
