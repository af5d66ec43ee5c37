package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Signal.Recording;

/** What the PBX itself does with a call: menus, voicemail, conferences, recording. */
final class Serving {
    /** Applications that talk with the caller. */
    private static final Map<String, ServiceKind> APPLICATIONS = Map.ofEntries(
            Map.entry("voicemail", ServiceKind.VOICEMAIL),
            Map.entry("voicemailmain", ServiceKind.VOICEMAIL),
            Map.entry("minivmrecord", ServiceKind.VOICEMAIL),
            Map.entry("background", ServiceKind.IVR),
            Map.entry("backgrounddetect", ServiceKind.IVR),
            Map.entry("playback", ServiceKind.IVR),
            Map.entry("controlplayback", ServiceKind.IVR),
            Map.entry("read", ServiceKind.IVR),
            Map.entry("waitexten", ServiceKind.IVR),
            Map.entry("speechbackground", ServiceKind.IVR),
            Map.entry("directory", ServiceKind.IVR),
            Map.entry("musiconhold", ServiceKind.IVR),
            Map.entry("echo", ServiceKind.IVR));
    /** Alone for longer than this after its answer, a caller was with a service even if the PBX does not tell which. */
    private static final Duration ALONE = Duration.ofMillis(300);
    /** Hang-ups that say that a number could not be reached at all. */
    private static final Set<Cause> FAILURES = Set.of(Cause.BUSY, Cause.CONGESTION, Cause.UNREACHABLE, Cause.REJECTED);

    /** Why an originate failed: Asterisk tells the last thing its channel said. */
    private static final Map<String, String> REASONS = Map.of("3", "NOANSWER", "5", "BUSY", "8", "CONGESTION");

    private final Exchange x;
    private final Talking talking;

    Serving(Exchange x, Talking talking) {
        this.x = x;
        this.talking = talking;
    }

    /** The dialplan goes on with an application. */
    void executes(Channel c, AmiMessage m, Instant at) {
        c.application = m.get("Application");
        c.arguments = m.get("AppData");
        serves(c, at);
    }

    /** What it executes, as the PBX answers when it is asked. */
    void shown(Channel c, AmiMessage m, Instant at) {
        if (c.application.isEmpty()) {
            c.application = m.get("Application");
            c.arguments = m.get("Data");
            serves(c, at);
        }
        x.later.settle(c);
    }

    /**
     * A caller was answered. One who is still alone a little later is with a service; where the dialplan's events do
     * not say with which, the PBX is asked.
     */
    void answered(Channel c, Instant at) {
        if (isAlone(c)) {
            x.later.put(c.name, at, ALONE, () -> {
                if (isAlone(c)) {
                    x.ask(c);
                }
            });
        }
    }

    private boolean isAlone(Channel c) {
        boolean caller = c == c.journey.originator && !c.originated && !c.local;
        return caller
                && c.application.isEmpty()
                && c.bridge.isEmpty()
                && !c.met
                && c.journey.queue.isEmpty()
                && x.channels.containsKey(c.id);
    }

    /** Tells the service a channel is connected to, once it was answered. */
    void serves(Channel c, Instant at) {
        ServiceKind kind = kind(c.application).orElse(null);
        if (kind == null || c.local || c.state != ConnectionState.CONNECTED || !c.bridge.isEmpty()) {
            return;
        }
        if (c != c.journey.originator || waits(c.journey) || !c.told && !isCall(c, kind)) {
            return;
        }
        x.tell(c.journey, at);
        x.waiting.movedOn(c);
        x.transfers.arrived(c.journey);
        if (c.journey.service.isEmpty() || kind == ServiceKind.VOICEMAIL && c.journey.kind != kind) {
            c.journey.kind = kind;
            x.serve(c.journey, kind, at);
        }
    }

    private static boolean waits(Journey call) {
        return !call.queue.isEmpty() && !call.leavingQueue();
    }

    /** A phone that dials a feature code and hears it confirmed makes no call. */
    private boolean isCall(Channel c, ServiceKind kind) {
        return kind == ServiceKind.VOICEMAIL || !x.isLine(c) || c.exten.matches("[0-9]+");
    }

    /** The service that an application of the dialplan is. */
    static Optional<ServiceKind> kind(String application) {
        return application.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(APPLICATIONS.get(application.toLowerCase(Locale.ROOT)));
    }

    /** The caller goes on to a queue, a phone or a bridge. Without word from the dialplan, a menu shows only now. */
    void movesOn(Channel c, Instant at) {
        if (!c.met) {
            c.met = true;
            servedUntil(c, at);
        }
        x.stopServing(c.journey, at);
    }

    private void servedUntil(Channel c, Instant at) {
        boolean alone = c.state == ConnectionState.CONNECTED
                && Duration.between(c.upAt, at).compareTo(ALONE) > 0;
        boolean caller = c == c.journey.originator && !c.originated && !c.local;
        if (alone && caller && c.application.isEmpty() && c.journey.kind == null && c.journey.told) {
            c.journey.kind = c.leftMessage ? ServiceKind.VOICEMAIL : ServiceKind.IVR;
            x.serve(c.journey, c.journey.kind, c.upAt);
        }
    }

    /** A caller who only ever met the PBX leaves, or a phone whose number led nowhere. */
    void leaves(Channel c, String code, Instant at) {
        Journey call = c.journey;
        if (c != call.originator || c.local || c.met) {
            return;
        }
        boolean dialled = c.exten.matches("[0-9]+") && c.application.isEmpty();
        boolean failed = c.exten.matches("[0-9]+") && FAILURES.contains(HangupCodes.cause(code));
        if (!call.told && (failed || dialled && c.state == ConnectionState.CONNECTED)) {
            x.tell(call, at);
        }
        servedUntil(c, at);
    }

    void conference(Channel c, String bridge, String name, Instant at) {
        if (c.local || bridge.isEmpty()) {
            return;
        }
        c.met = true;
        x.tell(c.journey, at);
        x.transfers.arrived(c.journey);
        Journey call = c.journey;
        for (Channel o : x.inBridge(bridge)) {
            if (o.live() && o.journey != call) {
                boolean otherStays = x.isCustomers(o.journey) == x.isCustomers(call)
                        ? !o.journey.isYounger(call)
                        : x.isCustomers(o.journey);
                Journey survivor = otherStays ? o.journey : call;
                Journey absorbed = otherStays ? call : o.journey;
                conferenced(survivor, absorbed, name, at);
                talking.confer(absorbed, survivor, at);
                call = survivor;
                break;
            }
        }
        if (call.kind != ServiceKind.CONFERENCE || call.service.isEmpty()) {
            call.kind = ServiceKind.CONFERENCE;
            x.serve(call, ServiceKind.CONFERENCE, at);
        }
    }

    private void conferenced(Journey survivor, Journey absorbed, String name, Instant at) {
        if (!survivor.conferenced) {
            survivor.conferenced = true;
            x.say(new Signal.Linked(
                    survivor.key,
                    at,
                    LineageType.CONFERENCED_WITH,
                    Optional.empty(),
                    Optional.empty(),
                    AmiText.present(name),
                    Optional.of(absorbed.key)));
        }
    }

    void recording(Channel c, AmiMessage m, Recording state, Instant at) {
        x.callerActs(c, m, at);
        if (c.journey.told) {
            // the PBX does not tell the file's name; that of a recording we asked for is known
            Optional<String> file =
                    state == Recording.STARTED ? Optional.ofNullable(x.recordings.remove(c.id)) : Optional.empty();
            x.say(new Signal.Recorded(c.journey.key, at, c.id, state, file));
        } else {
            c.recordedEarly = state != Recording.STOPPED;
        }
    }

    private void answered(Channel first, String reason) {
        first.numberKnown = true;
        if (first.dialStatus.isEmpty()) {
            first.dialStatus = REASONS.getOrDefault(reason, "");
        }
        x.later.settle(first);
    }

    /** The PBX answers an originate: now it tells the number, and a phone that does not exist. */
    void originated(AmiMessage m, Instant at) {
        String id = m.get("Uniqueid");
        Party to = Party.of(AmiText.number(m.get("Exten")), null);
        Channel known = x.channels.get(id);
        if (known != null) {
            if (known.journey.told && known.originated) {
                x.say(new Signal.PartiesKnown(known.journey.key, at, Party.UNKNOWN, to));
                answered(known.journey.originator, m.get("Reason"));
            }
            return;
        }
        if (x.joining.remove(id) != null) {
            return; // a listener's phone that does not exist
        }
        if (!m.get("Response").equals("Failure") || id.isEmpty() || id.startsWith("<") || x.originates.has(id)) {
            return;
        }
        x.originates.add(id, id);
        x.dialled.remove(id);
        String phone = AmiText.extension(m.get("Channel"));
        x.say(new Signal.CallStarted(id, at, at, Party.of(phone, null), to, true));
        x.say(new Signal.LegStarted(id, at, Leg.of(id, phone, Party.UNKNOWN, ConnectionState.INITIATED, at)));
        x.say(new Signal.LegCleared(id, at, id, Cause.UNREACHABLE));
        x.say(new Signal.CallCleared(id, at, Optional.empty(), Cause.UNREACHABLE));
    }
}
