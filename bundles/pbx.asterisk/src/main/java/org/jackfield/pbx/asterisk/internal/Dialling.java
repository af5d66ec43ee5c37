package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;

/** Who calls whom: Dial, Originate, and the dialling inside Local channels. */
final class Dialling {
    private final Exchange x;

    Dialling(Exchange x) {
        this.x = x;
    }

    void dialBegin(AmiMessage m, Instant at) {
        Channel dest = x.channels.get(m.get("DestUniqueid"));
        if (dest == null) {
            return;
        }
        Channel src = x.channels.get(m.get("Uniqueid"));
        if (src == null) {
            originated(dest, m, at);
            return;
        }
        dest.dialledBy = src;
        src.dialled = dest;
        src.met = true;
        x.calls(src);
        x.whoLeft.goesOn(src);
        x.leave(src);
        x.callerActs(src, m, at);
        if (dest.journey != src.journey && !dest.told) {
            src.journey.add(dest);
        }
        if (!src.local) {
            x.waiting.movedOn(src);
            x.transfers.arrived(src.journey);
            x.stopServing(src.journey, at);
        }
        if (dest.local) {
            forwardedByDialplan(src, dest, m, at);
            return;
        }
        if (src.local && wasPlaced(src) && src.journey.originator == null) {
            originated(dest, m, at);
        }
        x.tell(src.journey, at);
        if (src.local) {
            if (tooEarly(src)) {
                x.byName.get(src.otherHalf()).early = dest;
                learnDialled(dest, m);
                return;
            }
            featureConsultation(src, dest, at);
        }
        redirected(src, dest, at);
        learnDialled(dest, m);
        if (dest.offeredBy.isEmpty() && src.local) {
            // app_queue rings the near half of a Local channel, the far half rings the phone
            dest.offeredBy = Optional.ofNullable(x.byName.get(src.otherHalf()))
                    .map(half -> half.offeredBy)
                    .orElse("");
        }
        x.begin(dest, dest.state, at);
    }

    /**
     * Atxfer, by feature code or action: the PBX puts the phone into a bridge with a Local channel nobody dialled,
     * whose far half dials the person consulted. The phone's one channel takes part in both calls.
     */
    private void featureConsultation(Channel far, Channel dest, Instant at) {
        Channel near = x.byName.get(far.otherHalf());
        if (near == null || near.dialledBy != null || near.bridge.isEmpty() || near.journey.about != null) {
            return;
        }
        if (near.originated || far.originated) {
            return; // the PBX placed it for nobody who talks
        }
        Channel asking = null;
        for (Channel c : x.inBridge(near.bridge)) {
            if (asking == null && c.live() && c.journey == near.journey) {
                asking = c;
            }
        }
        if (asking == null) {
            return;
        }
        Journey consultation = new Journey(near.id);
        consultation.told = true;
        consultation.originator = asking;
        Journey about = asking.journey;
        List.of(near, far, dest).forEach(consultation::add);
        asking.consulting = consultation;
        String exten = AmiText.extension(near.name);
        x.say(new Signal.CallStarted(
                consultation.key, at, dest.created(), Party.of(asking.endpoint, null), Party.of(exten, null)));
        x.say(new Signal.LegStarted(
                consultation.key,
                at,
                Leg.of(asking.id, asking.endpoint, Party.UNKNOWN, ConnectionState.CONNECTED, at)));
        x.consults(consultation, about, asking.endpoint, exten, at);
    }

    /**
     * The two halves of a consultation run on threads of their own: the far one may dial before the phone is seen to
     * have come to the near one. Until then nobody knows whose call the dialled phone is in.
     */
    private boolean tooEarly(Channel far) {
        Channel near = x.byName.get(far.otherHalf());
        return near != null
                && near.dialledBy == null
                && near.journey.about == null
                && x.inBridge(near.bridge).stream().noneMatch(c -> c != near)
                && near.journey.channels.stream().anyMatch(c -> c.live() && c.held && x.isLine(c));
    }

    /** Somebody came to a bridge: what was dialled too early is told now. */
    void met(Channel c, Instant at) {
        for (Channel near : List.copyOf(x.inBridge(c.bridge))) {
            Channel dest = near.early;
            if (dest != null && x.inBridge(near.bridge).stream().anyMatch(Channel::live)) {
                near.early = null;
                featureConsultation(dest.dialledBy, dest, at);
                x.begin(dest, dest.state, at);
            }
        }
    }

    /** The number of a trunk's leg is what was dialled on it. */
    private void learnDialled(Channel dest, AmiMessage m) {
        if (x.isLine(dest)) {
            return;
        }
        String number = AmiText.number(m.get("DestCallerIDNum"));
        String dialString = m.get("DialString");
        if (number.isEmpty()) {
            number = dialString.replaceAll("[@/].*", "");
        }
        dest.party = Party.of(number, AmiText.name(m.get("DestChannel"), m.get("DestCallerIDName")));
    }

    /** Whether the PBX placed a call to the near half of that Local channel: whom the far half calls is its first. */
    private boolean wasPlaced(Channel far) {
        Channel near = x.byName.get(far.otherHalf());
        return near != null && near.originated;
    }

    /** A channel dialled by nobody: an originate, its phone first. */
    private void originated(Channel c, AmiMessage m, Instant at) {
        if (c.local) {
            c.originated = true; // its far half calls whom it is about
            x.originates.add(c.id, c.id);
        }
        if (c.local || c.journey.told || x.joining.containsKey(c.id)) {
            return;
        }
        c.journey.originator = c;
        c.originated = true;
        if (!x.dialled.containsKey(c.id)) {
            c.exten = AmiText.number(m.get("DestConnectedLineNum"));
        }
        c.party = Party.of(c.endpoint, null);
        x.tell(c.journey, at);
    }

    void dialEnd(AmiMessage m, Instant at) {
        x.channel(m.get("DestUniqueid")).ifPresent(c -> {
            String status = m.get("DialStatus");
            if (c.dialStatus.isEmpty() || status.equals("ANSWER")) {
                c.dialStatus = status;
            }
            x.channel(m.get("Uniqueid")).ifPresent(src -> givesUp(src, c, m));
            if (status.equals("ANSWER")) {
                x.become(c, ConnectionState.CONNECTED, at);
            }
            if (!m.get("Forward").isEmpty()) {
                c.forward = m.get("Forward");
                forwarded(c.journey, c.endpoint, AmiText.extension(c.forward), at);
            }
        });
    }

    /** Who dials lets go what rings: unless somebody else answered or was tried instead, because he left. */
    private void givesUp(Channel src, Channel dest, AmiMessage m) {
        boolean cancels =
                m.get("DialStatus").equals("CANCEL") && m.get("Forward").isEmpty();
        if (cancels && src.dialled == dest && src.journey.queue.isEmpty()) {
            x.whoLeft.leftFirst(src);
        }
    }

    /** The dialplan at a line's own number calls another one through a Local channel. A queue's members are no such. */
    private void forwardedByDialplan(Channel src, Channel dest, AmiMessage m, Instant at) {
        String from = m.get("Exten");
        String to = AmiText.extension(dest.name);
        boolean forwards = !src.local && dest.offeredBy.isEmpty() && src.journey.queue.isEmpty() && x.isLine(from);
        if (forwards && !from.equals(to) && to.matches("[+0-9]+")) {
            x.tell(src.journey, at);
            if (!src.journey.forwards.contains(from + " " + to)) {
                forwarded(src.journey, from, to, at);
            }
        }
    }

    private void forwarded(Journey call, String from, String to, Instant at) {
        if (call.told) {
            call.forwards += from + " " + to + "\n";
            x.say(new Signal.Linked(
                    call.key,
                    at,
                    LineageType.FORWARDED_FROM,
                    Optional.empty(),
                    Optional.of(from),
                    Optional.of(to),
                    Optional.empty()));
        }
    }

    /** Redirect sends no transfer event: a talk ends without anybody hanging up, and the other side is dialled on. */
    private void redirected(Channel src, Channel dest, Instant at) {
        Channel from = src.journey.displaced;
        if (from == null || !src.bridge.isEmpty() || src.hangupRequested || from.hangupRequested) {
            return;
        }
        src.journey.displaced = null;
        x.transfers.transferred(
                src.journey,
                from,
                x.isLine(dest) ? dest.endpoint : dest.party.number().orElse(""),
                at);
        x.transfers.arrived(src.journey);
    }
}
