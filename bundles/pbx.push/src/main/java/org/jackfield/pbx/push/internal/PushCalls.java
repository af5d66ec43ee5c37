package org.jackfield.pbx.push.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.pbx.push.internal.PushCall.NewCall;
import org.jackfield.pbx.push.internal.PushCall.Phone;

/**
 * The calls of one link: takes events in the PBX's order and tells them as signals. An event that came before is taken
 * again without effect; one that does not fit the call is refused. Its caller holds the link's lock; time comes in.
 */
final class PushCalls {
    private static final int REMEMBERED = 1_024;
    /** The name of whatever is outside: the number plan takes it for a trunk. */
    private static final String OUTSIDE = "outside";

    private final PbxSink sink;
    private final Predicate<String> isLine;
    private final int most;
    private final Map<String, PushCall> live = new LinkedHashMap<>();
    private final Map<String, NewCall> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, NewCall> eldest) {
            return size() > REMEMBERED;
        }
    };

    PushCalls(PbxSink sink, Predicate<String> isLine, int most) {
        this.sink = sink;
        this.isLine = isLine;
        this.most = most;
    }

    /** @return whether it was new; false for one that came before */
    boolean take(String event, Form form, Instant received) throws Refusal {
        String id = form.call();
        if (event.equals("newCall")) {
            return newCall(id, form, received);
        }
        PushCall call = live.get(id);
        if (call == null) {
            if (event.equals("hangup") && ended.containsKey(id)) {
                return false;
            }
            throw new Refusal(
                    Refusal.OUT_OF_ORDER,
                    "Call " + id
                            + (ended.containsKey(id)
                                    ? " is over; nothing comes after hangup"
                                    : " is not known; newCall comes first"));
        }
        return switch (event) {
            case "ring" -> ring(call, form, received);
            case "answer" -> answer(call, form, received);
            case "hold" -> hold(call, form, received);
            case "retrieve" -> retrieve(call, form, received);
            case "transfer" -> transfer(call, form, received);
            case "hangup" -> hangup(call, form, received);
            default -> throw new IllegalArgumentException(event);
        };
    }

    private boolean newCall(String id, Form form, Instant received) throws Refusal {
        NewCall begun =
                new NewCall(form.number("from"), form.personName(), form.number("to"), form.lines(), form.queue());
        NewCall before = live.containsKey(id) ? live.get(id).begun : ended.get(id);
        if (begun.equals(before)) {
            return false;
        }
        if (before != null) {
            throw new Refusal(
                    Refusal.OUT_OF_ORDER, "Call " + id + " was another call before; give each call an id of its own");
        }
        if (live.size() >= most) {
            throw new Refusal(
                    Refusal.TOO_MANY,
                    most + " calls are up at this link; send hangup for those that are over, or raise liveCalls");
        }
        for (String line : begun.lines()) {
            mustBeLine(line);
        }
        Instant at = form.time(received, Instant.MIN);
        PushCall call = new PushCall(id, begun, at);
        call.needsRoom(begun.lines().size());
        live.put(id, call);
        Party caller = Party.of(begun.from().orElse(""), begun.name().orElse(""));
        sink.signal(
                new Signal.CallStarted(id, at, at, caller, Party.of(begun.to().orElse(""), "")));
        ConnectionState first = begun.queue().isPresent() ? ConnectionState.QUEUED : ConnectionState.INITIATED;
        String endpoint = begun.from().filter(isLine).orElse(OUTSIDE);
        sink.signal(new Signal.LegStarted(id, at, Leg.of(call.callerLeg(), endpoint, caller, first, at)));
        begun.queue().ifPresent(queue -> sink.signal(new Signal.QueueEntered(id, at, queue)));
        for (String line : begun.lines()) {
            ringAt(call, line, at);
        }
        return true;
    }

    private boolean ring(PushCall call, Form form, Instant received) throws Refusal {
        String line = needed(form);
        if (call.live(line).isPresent()) {
            return false;
        }
        mustBeLine(line);
        call.needsRoom(1);
        ringAt(call, line, form.time(received, call.last));
        return true;
    }

    private Phone ringAt(PushCall call, String line, Instant at) {
        Phone phone = call.add(line);
        call.last = at;
        boolean inside = isLine.test(line);
        Party party = inside ? Party.UNKNOWN : Party.of(line, "");
        sink.signal(new Signal.LegStarted(
                call.id, at, Leg.of(phone.leg, inside ? line : OUTSIDE, party, ConnectionState.ALERTING, at)));
        call.queue.ifPresent(queue -> sink.signal(new Signal.QueueOffered(call.id, at, queue, phone.leg)));
        return phone;
    }

    private boolean answer(PushCall call, Form form, Instant received) throws Refusal {
        Optional<String> line = form.line();
        Optional<Phone> talking = call.talking();
        if (talking.isPresent()) {
            if (line.isEmpty() || talking.get().line.equals(line.get())) {
                return false;
            }
            throw new Refusal(
                    Refusal.OUT_OF_ORDER,
                    "Call " + call.id + " is answered at " + talking.get().line + "; it goes on by transfer or hangup");
        }
        List<Phone> ringing = call.ringing();
        if (line.isEmpty() && ringing.size() != 1) {
            throw new Refusal(
                    Refusal.OUT_OF_ORDER,
                    "Call " + call.id + " rings at " + ringing.size() + " lines; say in 'line' which one answered");
        }
        Instant at = form.time(received, call.last);
        Optional<Phone> rings = line.isEmpty() ? Optional.of(ringing.get(0)) : call.live(line.get());
        if (rings.isEmpty()) {
            mustBeLine(line.get());
            call.needsRoom(1);
        }
        answered(call, rings.isPresent() ? rings.get() : ringAt(call, line.get(), at), at);
        return true;
    }

    private void answered(PushCall call, Phone phone, Instant at) {
        call.last = at;
        call.answered = true;
        phone.state = ConnectionState.CONNECTED;
        sink.signal(new Signal.LegChanged(call.id, at, call.callerLeg(), ConnectionState.CONNECTED));
        sink.signal(new Signal.LegChanged(call.id, at, phone.leg, ConnectionState.CONNECTED));
        call.ringing().forEach(other -> clear(call, other, at, Cause.ANSWERED_ELSEWHERE));
        leaveQueue(call, at, QueueOutcome.ANSWERED);
    }

    private boolean hold(PushCall call, Form form, Instant received) throws Refusal {
        Phone phone = talking(call, form, "hold");
        if (phone.state == ConnectionState.HOLD) {
            return false;
        }
        call.last = form.time(received, call.last);
        phone.state = ConnectionState.HOLD;
        sink.signal(new Signal.LegHeld(call.id, call.last, phone.leg, true));
        return true;
    }

    private boolean retrieve(PushCall call, Form form, Instant received) throws Refusal {
        Phone phone = talking(call, form, "retrieve");
        if (phone.state == ConnectionState.CONNECTED) {
            return false;
        }
        call.last = form.time(received, call.last);
        phone.state = ConnectionState.CONNECTED;
        sink.signal(new Signal.LegRetrieved(call.id, call.last, phone.leg));
        return true;
    }

    private boolean transfer(PushCall call, Form form, Instant received) throws Refusal {
        String to = form.number("to")
                .orElseThrow(() -> new Refusal(Refusal.INVALID, "'to' is missing; it is where the call goes"));
        if (call.talking().isEmpty() && call.live(to).isPresent()) {
            return false;
        }
        Phone from = talking(call, form, "transfer");
        if (from.line.equals(to)) {
            throw new Refusal(Refusal.INVALID, "Call " + call.id + " is at " + to + " already");
        }
        Instant at = form.time(received, call.last);
        call.needsRoom(1);
        sink.signal(new Signal.Linked(
                call.id,
                at,
                LineageType.TRANSFERRED_TO,
                Optional.of(TransferKind.BLIND),
                Optional.of(from.line),
                Optional.of(to),
                Optional.empty()));
        ringAt(call, to, at);
        clear(call, from, at, Cause.TRANSFERRED);
        return true;
    }

    private boolean hangup(PushCall call, Form form, Instant received) throws Refusal {
        Optional<String> line = form.line();
        Optional<Cause> cause = form.cause();
        Optional<String> by = form.number("by");
        if (line.isPresent()) {
            return hangupLine(call, line.get(), cause, form, received);
        }
        Instant at = form.time(received, call.last);
        Cause ended = cause.orElse(call.answered ? Cause.NORMAL_CLEARING : Cause.ABANDONED);
        Optional<String> endedBy = by.flatMap(who -> who.equals("caller")
                ? Optional.of(call.callerLeg())
                : call.live(who).map(phone -> phone.leg));
        for (Phone phone : call.phones.stream().filter(Phone::live).toList()) {
            boolean givenUp = !phone.talks() && ended == Cause.ABANDONED;
            clear(call, phone, at, givenUp ? Cause.CALLER_ABANDONED : ended);
        }
        leaveQueue(call, at, QueueOutcome.ABANDONED);
        sink.signal(new Signal.LegCleared(call.id, at, call.callerLeg(), Cause.NORMAL_CLEARING));
        sink.signal(new Signal.CallCleared(call.id, at, endedBy, ended));
        live.remove(call.id);
        this.ended.put(call.id, call.begun);
        return true;
    }

    private boolean hangupLine(PushCall call, String line, Optional<Cause> cause, Form form, Instant received)
            throws Refusal {
        Optional<Phone> phone = call.live(line);
        if (phone.isEmpty()) {
            if (call.knows(line)) {
                return false;
            }
            throw new Refusal(Refusal.OUT_OF_ORDER, "Call " + call.id + " is not at " + line);
        }
        call.last = form.time(received, call.last);
        clear(
                call,
                phone.get(),
                call.last,
                cause.orElse(phone.get().talks() ? Cause.NORMAL_CLEARING : Cause.NO_ANSWER));
        return true;
    }

    private void clear(PushCall call, Phone phone, Instant at, Cause cause) {
        phone.state = ConnectionState.NULL;
        sink.signal(new Signal.LegCleared(call.id, at, phone.leg, cause));
    }

    private void leaveQueue(PushCall call, Instant at, QueueOutcome outcome) {
        call.queue.ifPresent(queue -> sink.signal(new Signal.QueueLeft(call.id, at, queue, outcome)));
        call.queue = Optional.empty();
    }

    private static Phone talking(PushCall call, Form form, String event) throws Refusal {
        Optional<String> line = form.line();
        return call.talking()
                .filter(phone -> line.isEmpty() || phone.line.equals(line.get()))
                .orElseThrow(() -> new Refusal(
                        Refusal.OUT_OF_ORDER,
                        "Call " + call.id + " is not answered"
                                + line.map(l -> " at " + l).orElse("") + "; " + event + " comes after answer"));
    }

    private static String needed(Form form) throws Refusal {
        return form.line()
                .orElseThrow(() -> new Refusal(Refusal.INVALID, "'line' is missing; it is the extension that rings"));
    }

    private void mustBeLine(String line) throws Refusal {
        if (!isLine.test(line)) {
            throw new Refusal(
                    Refusal.INVALID,
                    "Line " + line
                            + " is no extension; correct it, or 'extensions' in etc/org.jackfield.number~default.cfg");
        }
    }
}
