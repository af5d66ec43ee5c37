package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;

/** Hang-ups, and why. */
final class Leaving {
    private final Exchange x;

    Leaving(Exchange x) {
        this.x = x;
    }

    void hangupRequest(Channel c, Instant at) {
        c.hangupRequested = true;
        if (c.local) {
            return;
        }
        boolean takesPart = c.state == ConnectionState.CONNECTED || c == c.journey.originator && !c.originated;
        if (takesPart && !c.transferredAway) {
            c.journey.endedBy = Optional.of(c.id);
        }
        if (c.state == ConnectionState.CONNECTED && c.live()) {
            x.clear(c, c.transferredAway ? Cause.TRANSFERRED : Cause.NORMAL_CLEARING, at);
        }
    }

    void hangup(Channel c, String code, Instant at) {
        x.channels.remove(c.id);
        x.byName.remove(c.name, c);
        Journey call = c.journey;
        if (c.live()) {
            x.clear(c, causeOf(c, code), at);
        }
        call.channels.remove(c);
        if (c == call.originator && !call.queue.isEmpty()) {
            x.leaveQueue(call, call.leavingQueue ? QueueOutcome.TIMEOUT : QueueOutcome.ABANDONED, at);
        }
        if (call.told && !call.over && call.channels.stream().noneMatch(o -> o.live() || !o.local)) {
            call.over = true;
            if (call.originator.consulting == call) {
                call.originator.consulting = null;
            }
            Cause cause = call.answered ? Cause.NORMAL_CLEARING : call.failure;
            x.say(new Signal.CallCleared(call.key, at, call.endedBy, cause));
        }
    }

    private static Cause causeOf(Channel c, String code) {
        if (c.transferredAway) {
            return Cause.TRANSFERRED;
        }
        if (c.state == ConnectionState.CONNECTED
                || c == c.journey.originator && !c.journey.answered && c.dialledBy == null) {
            return originatorCause(c, code);
        }
        return switch (c.dialStatus) {
            case "PICKUP" -> Cause.ANSWERED_ELSEWHERE;
            case "BUSY" -> Cause.BUSY;
            case "NOANSWER" -> code.equals("21") ? Cause.REJECTED : Cause.NO_ANSWER;
            case "CONGESTION" -> code.equals("21") ? Cause.REJECTED : Cause.CONGESTION;
            case "CHANUNAVAIL" -> Cause.UNREACHABLE;
            case "CANCEL" -> cancelled(c, code);
            default -> HangupCodes.cause(code);
        };
    }

    private static Cause originatorCause(Channel c, String code) {
        return c.state == ConnectionState.CONNECTED || c.hangupRequested && !c.originated
                ? Cause.NORMAL_CLEARING
                : HangupCodes.cause(code);
    }

    /**
     * The dialling side stopped: because it was forwarded, because somebody else answered, or because the caller left.
     */
    private static Cause cancelled(Channel c, String code) {
        if (!c.forward.isEmpty() || code.equals("23")) {
            return Cause.FORWARDED;
        }
        return code.equals("26") || c.journey.answered ? Cause.ANSWERED_ELSEWHERE : Cause.CALLER_ABANDONED;
    }
}
