package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/** Hold, transfer and parking. */
final class Moving {
    private static final String CHAN_SIP = "SIP/";
    /** Within this time after a hold the device's state shows it. */
    private static final Duration DEVICE_FOLLOWS = Duration.ofMillis(300);

    private final Exchange x;
    private final Talking talking;
    /** Devices of chan_sip on hold; some manager users are told of no device. */
    private final Set<String> onHold = new HashSet<>();

    private boolean tellsDevices;

    Moving(Exchange x, Talking talking) {
        this.x = x;
        this.talking = talking;
    }

    /**
     * A phone that holds names the music it wants; features that hold for a consultation do not. chan_sip's phones
     * never do: there the state of the device tells, which comes a little earlier or later.
     */
    void hold(Channel c, AmiMessage m, Instant at) {
        c.held = true;
        c.heldAt = at;
        x.holding.add(c);
        x.stepped(c);
        boolean named = !m.get("MusicClass").isEmpty();
        if (named || !c.name.startsWith(CHAN_SIP) || !tellsDevices || onHold.contains(c.device())) {
            held(c, named || c.name.startsWith(CHAN_SIP), at);
        } else {
            x.later.put(c, at, DEVICE_FOLLOWS, () -> held(c, false, at));
        }
    }

    private void held(Channel c, boolean byPhone, Instant at) {
        if (c.live()) {
            x.say(new Signal.LegHeld(c.journey.key, at, c.id, byPhone));
        }
    }

    /** What a device of chan_sip is at. */
    void device(AmiMessage m) {
        String device = m.get("Device");
        if (!device.startsWith(CHAN_SIP)) {
            return;
        }
        tellsDevices = true;
        if (!m.get("State").equals("ONHOLD")) {
            onHold.remove(device);
        } else if (onHold.add(device)) {
            for (Channel c : List.copyOf(x.holding)) {
                if (c.device().equals(device) && x.later.cancel(c)) {
                    held(c, true, c.heldAt);
                }
            }
        }
    }

    void retrieve(Channel c, Instant at) {
        x.later.settle(c);
        c.held = false;
        x.holding.remove(c);
        x.stepped(c);
        x.say(new Signal.LegRetrieved(c.journey.key, at, c.id));
    }

    void blindTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        x.channel(m.get("TransfererUniqueid")).filter(Channel::live).ifPresent(from -> {
            x.transfers.transferred(from.journey, from, m.get("Extension"), at);
            if (x.channel(m.get("TransfereeUniqueid")).filter(c -> c.parked).isPresent()) {
                from.journey.transfer = null; // a transfer to the parking lot is parking
            }
        });
    }

    void attendedTransfer(AmiMessage m, Instant at) {
        if (!m.get("Result").equals("Success")) {
            return;
        }
        Channel from = x.lately(m.get("OrigTransfererUniqueid"));
        Channel second = x.lately(m.get("SecondTransfererUniqueid"));
        Journey call = transferred(from, m);
        Channel target = call == null ? null : target(m, call);
        if (target == null || call.over) {
            return;
        }
        if (from != null) {
            transferredAway(from, at);
        }
        if (target.journey != call && !target.journey.over) {
            talking.absorb(target.journey, call, at);
        }
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
                AmiText.present(AmiText.endpoint(m.get("OrigTransfererChannel"))),
                Optional.of(target.endpoint),
                Optional.empty()));
    }

    private void transferredAway(Channel from, Instant at) {
        boolean left = from.bridge.isEmpty() || from.consulting != null;
        from.transferredAway = true;
        if (from.live() && left) {
            x.clear(from, Cause.TRANSFERRED, at);
        }
    }

    /** The call that is transferred: of the phone that does it, which may be gone by now, or of whom it is about. */
    private Journey transferred(Channel from, AmiMessage m) {
        if (from != null && !from.journey.over) {
            return from.journey;
        }
        Channel transferee = x.channels.get(m.get("TransfereeUniqueid"));
        return transferee == null ? null : transferee.journey;
    }

    /**
     * Who is reached by it: named, or whoever the consultation called. Asterisk names nobody when the consultation's
     * bridge was empty by then.
     */
    private Channel target(AmiMessage m, Journey call) {
        Channel named = reached(x.channels.get(m.get("TransferTargetUniqueid")));
        if (named != null) {
            return named;
        }
        for (Channel c : x.channels.values()) {
            Journey consultation = c.journey;
            if (consultation.about == call && !consultation.over && c.told && !c.over && c != consultation.originator) {
                return c;
            }
        }
        return null;
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
        c.parked = true;
        c.journey.transfer = null; // told in either order with its BlindTransfer
        x.stopServing(c.journey, at);
        x.say(parkedAs(c, m, at));
        x.say(new Signal.LegStarted(
                c.journey.key, at, Leg.service(parkLeg(c), ServiceKind.PARK, ConnectionState.CONNECTED, at)));
        c.journey.displaced = null;
    }

    /** @param m the event, or the row of the list, that tells of it */
    static Signal parkedAs(Channel parkee, AmiMessage m, Instant at) {
        return new Signal.Linked(
                parkee.journey.key,
                at,
                LineageType.PARKED_AS,
                Optional.empty(),
                AmiText.present(AmiText.endpoint(m.get("ParkerDialString")))
                        .filter(by -> !by.equals(parkee.endpoint)), // who is parked by software did not do it himself
                AmiText.present(m.get("ParkingSpace")),
                Optional.empty());
    }

    void unparked(Channel c, Instant at) {
        c.parked = false;
        c.journey.displaced = null; // who parked it left, and was not redirected
        x.say(new Signal.LegCleared(c.journey.key, at, parkLeg(c), Cause.NORMAL_CLEARING));
    }

    static String parkLeg(Channel parkee) {
        return parkee.id + "/park";
    }
}
