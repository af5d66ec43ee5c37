package org.jackfield.pbx.push.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.ConnectionState;

/** One live call as far as the PBX told. Used under its owner's lock. */
final class PushCall {
    static final int MOST_LEGS = 32;

    /** A line's part in it. */
    static final class Phone {
        final String leg;
        final String line;
        ConnectionState state = ConnectionState.ALERTING;

        Phone(String leg, String line) {
            this.leg = leg;
            this.line = line;
        }

        boolean live() {
            return state != ConnectionState.NULL;
        }

        boolean talks() {
            return state == ConnectionState.CONNECTED || state == ConnectionState.HOLD;
        }
    }

    final String id;
    final NewCall begun;
    final List<Phone> phones = new ArrayList<>();
    Optional<String> queue;
    Instant last;
    boolean answered;

    PushCall(String id, NewCall begun, Instant at) {
        this.id = id;
        this.begun = begun;
        this.queue = begun.queue();
        this.last = at;
    }

    /** Legs: the caller's has the call's own id. */
    String callerLeg() {
        return id;
    }

    /** Asked before anything is told of an event, so that none is told by half. */
    void needsRoom(int lines) throws Refusal {
        if (phones.size() + lines > MOST_LEGS) {
            throw new Refusal(
                    Refusal.OUT_OF_ORDER, "Call " + id + " would be at more than " + MOST_LEGS + " lines in all");
        }
    }

    Phone add(String line) {
        Phone phone = new Phone(id + "/" + (phones.size() + 1), line);
        phones.add(phone);
        return phone;
    }

    Optional<Phone> live(String line) {
        return phones.stream().filter(p -> p.live() && p.line.equals(line)).findFirst();
    }

    boolean knows(String line) {
        return phones.stream().anyMatch(p -> p.line.equals(line));
    }

    List<Phone> ringing() {
        return phones.stream().filter(p -> p.state == ConnectionState.ALERTING).toList();
    }

    Optional<Phone> talking() {
        return phones.stream().filter(Phone::talks).findFirst();
    }

    /** What began it; a second one that says the same is the first one sent again. */
    record NewCall(
            Optional<String> from,
            Optional<String> name,
            Optional<String> to,
            List<String> lines,
            Optional<String> queue) {}
}
