package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/** Who talks with whom: bridges, and the calls that meet in one. */
final class Talking {
    private final Exchange x;

    Talking(Exchange x) {
        this.x = x;
    }

    void bridgeEnter(Channel c, String bridge, Instant at) {
        c.bridge = bridge;
        if (c.local) {
            return;
        }
        if (!c.journey.told && c.journey.originator == c) {
            Optional<Channel> met = x.channels.values().stream()
                    .filter(o -> o != c && o.bridge.equals(bridge) && o.live() && o.journey != c.journey)
                    .findFirst();
            if (met.isPresent()) {
                x.join(c, met.get().journey, Participation.ACTIVE, at);
                return;
            }
        }
        if (c.live()) {
            x.channels.values().stream()
                    .filter(o -> o.live() && o.bridge.equals(bridge) && o.journey != c.journey)
                    .filter(o -> o.journey != c.consulting && c.journey != o.consulting)
                    .findFirst()
                    .ifPresent(met -> merge(c.journey, met.journey, at));
        }
        x.become(c, ConnectionState.CONNECTED, at);
        if (c.live() && c.state == ConnectionState.CONNECTED) {
            x.say(new Signal.LegChanged(c.journey.key, at, c.id, ConnectionState.CONNECTED));
        }
        c.journey.displaced = null;
    }

    void bridgeLeave(Channel c) {
        c.bridge = "";
        boolean asked = c.hangupRequested || c.transferredAway;
        if (c.live() && !asked && c != c.journey.originator && c.state == ConnectionState.CONNECTED) {
            c.journey.displaced = c;
        }
    }

    /** Two calls meet in one bridge: the consultation, else the younger one, becomes part of the other. */
    private void merge(Journey a, Journey b, Instant at) {
        boolean aStays = b.about == a || a.about != b && !a.originator.seenAt.isAfter(b.originator.seenAt);
        absorb(aStays ? b : a, aStays ? a : b, at);
    }

    void absorb(Journey absorbed, Journey survivor, Instant at) {
        for (Channel c : List.copyOf(absorbed.channels)) {
            boolean leaves = c.hangupRequested || c == absorbed.originator && absorbed.about == survivor;
            if (c.local) {
                survivor.add(c);
            } else if (c.live() && !leaves) {
                survivor.add(c);
                survivor.answered |= c.state == ConnectionState.CONNECTED;
                x.say(new Signal.LegStarted(
                        survivor.key,
                        at,
                        new Leg(
                                c.id,
                                c.endpoint,
                                x.isLine(c) ? Party.UNKNOWN : c.party,
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
        x.say(new Signal.Merged(absorbed.key, at, survivor.key));
    }

    void pickup(AmiMessage m, Instant at) {
        Channel picker = x.channels.get(m.get("Uniqueid"));
        Channel target = x.channels.get(m.get("TargetUniqueid"));
        if (picker == null || target == null || picker.told || !target.journey.told) {
            return;
        }
        target.dialStatus = "PICKUP";
        Journey call = target.journey;
        x.join(picker, call, Participation.ACTIVE, at);
        call.answered = true;
        x.say(new Signal.Linked(
                call.key,
                at,
                LineageType.PICKED_UP_FROM,
                Optional.empty(),
                Optional.of(target.endpoint),
                Optional.of(picker.endpoint),
                Optional.empty()));
    }

    void spy(AmiMessage m, Instant at) {
        Channel spy = x.channels.get(m.get("SpyerUniqueid"));
        Channel spied = x.channels.get(m.get("SpyeeUniqueid"));
        if (spy != null && spied != null && !spy.told && spied.journey.told) {
            x.join(spy, spied.journey, Participation.LISTEN, at);
        }
    }
}
