package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/** Who talks with whom: bridges, and the calls that meet in one. */
final class Talking {
    /** How long the PBX may take to say which way somebody listens. */
    private static final Duration ANSWER_FOLLOWS = Duration.ofMillis(500);

    private final Exchange x;

    Talking(Exchange x) {
        this.x = x;
    }

    void bridgeEnter(Channel c, String bridge, Instant at) {
        x.enter(c, bridge);
        x.whoLeft.goesOn(c);
        if (c.local) {
            return;
        }
        c.met = true;
        if (c == c.journey.originator) {
            x.waiting.left(c.journey, QueueOutcome.ANSWERED, at); // where AgentConnect does not tell it
        }
        if (!c.journey.told && c.journey.originator == c) {
            Channel met = stranger(c);
            if (met != null) {
                x.join(c, met.journey, Participation.ACTIVE, at);
                return;
            }
        }
        if (c.live()) {
            Channel met = stranger(c);
            if (met != null) {
                merge(c.journey, met.journey, at);
            }
        }
        x.become(c, ConnectionState.CONNECTED, at);
        if (c.live() && c.state == ConnectionState.CONNECTED) {
            x.say(new Signal.LegChanged(c.journey.key, at, c.id, ConnectionState.CONNECTED));
        }
        c.journey.displaced = null;
    }

    /** Somebody of another call in the same bridge; null if there is none. */
    private Channel stranger(Channel c) {
        for (Channel o : x.inBridge(c.bridge)) {
            if (o.live() && o.journey != c.journey && o.journey != c.consulting && c.journey != o.consulting) {
                return o;
            }
        }
        return null;
    }

    /** Who leaves others behind in a bridge left by itself; who is left alone is let go. */
    void bridgeLeave(Channel c) {
        boolean first = x.inBridge(c.bridge).size() > 1;
        letGo(c, first && !x.whoLeft.isTold());
        if (first) {
            x.whoLeft.leftFirst(c);
        }
    }

    /** It is in no bridge any longer: without its asking, its call may have been redirected. */
    void letGo(Channel c, boolean byItself) {
        x.leave(c);
        boolean asked = c.hangupRequested || c.transferredAway || byItself || x.leftAlone.contains(c.id);
        if (c.live() && !asked && c != c.journey.originator && c.state == ConnectionState.CONNECTED) {
            c.journey.displaced = c;
        }
    }

    /** Two calls meet in one bridge: the consultation, else the younger one, becomes part of the other. */
    private void merge(Journey a, Journey b, Instant at) {
        boolean aStays = b.about == a || a.about != b && !a.isYounger(b);
        absorb(aStays ? b : a, aStays ? a : b, at);
    }

    /** The phone that asked for the consultation does not stay in two calls. */
    void absorb(Journey absorbed, Journey survivor, Instant at) {
        absorb(absorbed, survivor, at, absorbed.about == survivor ? absorbed.originator : null);
    }

    /** All of them stay. */
    void confer(Journey absorbed, Journey survivor, Instant at) {
        absorb(absorbed, survivor, at, null);
    }

    private void absorb(Journey absorbed, Journey survivor, Instant at, Channel leaving) {
        for (Channel c : List.copyOf(absorbed.channels)) {
            boolean leaves = c.hangupRequested || c == leaving;
            if (c.local) {
                survivor.add(c);
            } else if (c.live() && !leaves) {
                survivor.add(c);
                if (x.holding.contains(c)) {
                    x.holding.remove(c);
                    c.held = false;
                }
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
            } else if (c.live()) {
                x.clear(c, Cause.TRANSFERRED, at);
            }
        }
        absorbed.over = true;
        absorbed.service = "";
        if (absorbed.originator != null && absorbed.originator.consulting == absorbed) {
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
        x.joining.remove(picker.id);
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
        if (spy == null || spied == null || spy.told || !spied.journey.told) {
            return;
        }
        spy.met = true;
        Participation ours = x.joining.remove(spy.id);
        if (ours != null || isSpying(spy.application)) {
            x.join(spy, spied.journey, ours == null ? participation(spy.arguments) : ours, at);
        } else {
            x.later.put(spy, at, ANSWER_FOLLOWS, () -> listens(spy, spied, at));
            x.ask(spy);
        }
    }

    private void listens(Channel spy, Channel spied, Instant at) {
        if (!spy.told && spied.journey.told && !spied.journey.over) {
            x.join(spy, spied.journey, participation(spy.arguments), at);
        }
    }

    static boolean isSpying(String application) {
        return application.equalsIgnoreCase("ChanSpy") || application.equalsIgnoreCase("ExtenSpy");
    }

    /** ChanSpy's options follow its first comma: w whispers, B barges; what stands in parentheses is none. */
    static Participation participation(String arguments) {
        String options = arguments.substring(arguments.indexOf(',') + 1).replaceAll("\\([^)]*\\)", "");
        boolean any = arguments.indexOf(',') >= 0;
        return any && options.indexOf('B') >= 0
                ? Participation.BARGE
                : any && (options.indexOf('w') >= 0 || options.indexOf('W') >= 0)
                        ? Participation.WHISPER
                        : Participation.LISTEN;
    }
}
