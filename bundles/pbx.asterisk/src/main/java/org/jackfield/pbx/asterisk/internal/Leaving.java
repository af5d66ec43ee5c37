package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;

/** Hang-ups, and why. */
final class Leaving {
    /** Asterisk's flag for a hang-up because it stops (AST_SOFTHANGUP_SHUTDOWN). */
    private static final String SHUTDOWN = "4";
    /** What the PBX itself tells a caller it does not connect. */
    private static final Set<Cause> FAILURES =
            Set.of(Cause.BUSY, Cause.CONGESTION, Cause.UNREACHABLE, Cause.REJECTED, Cause.NO_ANSWER);

    private static final Duration NUMBER_FOLLOWS = Duration.ofMillis(500);

    private final Exchange x;
    private final Talking talking;
    private final Serving serving;

    Leaving(Exchange x, Talking talking, Serving serving) {
        this.x = x;
        this.talking = talking;
        this.serving = serving;
    }

    void hangupRequest(Channel c, Instant at) {
        x.whoLeft.asks(c);
        if (c.local) {
            return;
        }
        if (takesPart(c) && !c.transferredAway) {
            c.journey.endedBy = Optional.of(c.id);
        }
        if (c.state == ConnectionState.CONNECTED && c.live()) {
            x.clear(c, c.transferredAway ? Cause.TRANSFERRED : Cause.NORMAL_CLEARING, at);
        }
    }

    void softHangupRequest(Channel c, String flags) {
        x.whoLeft.takenDown(c);
        if (flags.equals(SHUTDOWN)) {
            c.shutDown = true;
            c.journey.shutDown = true;
        }
    }

    void hangup(Channel c, String code, Instant at) {
        if (!x.later.waits(c) && awaitsNumber(c)) {
            x.later.put(c, at, NUMBER_FOLLOWS, () -> over(c, code, at));
        } else {
            x.later.settle(c);
            over(c, code, at);
        }
    }

    /**
     * A phone that was called for somebody's click-to-dial and did not answer: only the answer to that action names the
     * number, and it may come a little later.
     */
    private boolean awaitsNumber(Channel c) {
        return c.originated
                && c == c.journey.originator
                && c.live()
                && c.state != ConnectionState.CONNECTED
                && c.exten.isEmpty()
                && !c.numberKnown;
    }

    private void over(Channel c, String code, Instant at) {
        serving.leaves(c, code, at);
        boolean leftUnseen = !c.bridge.isEmpty();
        if (leftUnseen) {
            talking.letGo(c, false);
        }
        x.gone(c);
        x.leftAlone.remove(c.id);
        if (x.joining.remove(c.id) != null) {
            x.originates.add(c.id, c.id);
        }
        Journey call = c.journey;
        boolean refused = c == call.originator && !call.answered && c.state != ConnectionState.CONNECTED;
        if (refused && call.failure == Cause.NORMAL_CLEARING) {
            Cause cause = HangupCodes.cause(code);
            call.failure = FAILURES.contains(cause) ? cause : call.failure;
        }
        if (c.live()) {
            if (takesPart(c) && !c.transferredAway && x.whoLeft.isGuessed(c)) {
                call.endedBy = Optional.of(c.id);
            }
            x.clear(c, redirected(c, leftUnseen) ? Cause.TRANSFERRED : causeOf(c, code), at);
        }
        call.channels.remove(c);
        if (c == call.originator && !call.queue.isEmpty()) {
            if (call.leavingQueue()) {
                x.waiting.left(call, c.hangupRequested ? QueueOutcome.ABANDONED : call.leaving, call.leftQueueAt);
            } else {
                x.waiting.left(call, QueueOutcome.ABANDONED, at);
            }
        }
        if (call.told && !call.over && call.channels.stream().noneMatch(o -> o.live() || !o.local)) {
            call.over = true;
            if (call.originator != null && call.originator.consulting == call) {
                call.originator.consulting = null;
            }
            x.transfers.arrived(call);
            Cause cause = call.shutDown ? Cause.PBX_RESTART : call.answered ? Cause.NORMAL_CLEARING : call.failure;
            x.say(new Signal.CallCleared(call.key, at, call.endedBy, cause));
        }
    }

    private static boolean takesPart(Channel c) {
        return c.state == ConnectionState.CONNECTED || c == c.journey.originator && !c.originated;
    }

    private static Cause causeOf(Channel c, String code) {
        if (c.shutDown) {
            return Cause.PBX_RESTART;
        }
        if (c.transferredAway) {
            return Cause.TRANSFERRED;
        }
        if (c.state == ConnectionState.CONNECTED
                || c == c.journey.originator && !c.journey.answered && c.dialledBy == null) {
            return originatorCause(c, code);
        }
        return unanswered(c, code);
    }

    /** Somebody who was called, and why that came to nothing. */
    private static Cause unanswered(Channel c, String code) {
        return switch (c.dialStatus) {
            case "PICKUP" -> Cause.ANSWERED_ELSEWHERE;
            case "BUSY" -> code.equals("21") ? Cause.REJECTED : Cause.BUSY;
            case "NOANSWER" -> code.equals("21") ? Cause.REJECTED : Cause.NO_ANSWER;
            case "CONGESTION" -> code.equals("21") ? Cause.REJECTED : Cause.CONGESTION;
            case "CHANUNAVAIL" -> Cause.UNREACHABLE;
            case "CANCEL" -> cancelled(c, code);
            default -> unexplained(c, code);
        };
    }

    /** Nothing but its hang-up tells why a phone that rang was let go. */
    private static Cause unexplained(Channel c, String code) {
        Cause cause = HangupCodes.cause(code);
        if (cause != Cause.NORMAL_CLEARING || c.hangupRequested) {
            return cause;
        }
        Channel caller = c.dialledBy == null ? null : c.journey.originator;
        if (c.journey.answered) {
            return Cause.ANSWERED_ELSEWHERE;
        }
        return caller != null && (caller.hangupRequested || caller.over) ? Cause.CALLER_ABANDONED : Cause.NO_ANSWER;
    }

    /** The PBX took the others out of the talk and let this phone go: they were redirected. */
    private boolean redirected(Channel c, boolean leftUnseen) {
        Channel other = c.journey.originator;
        return c == c.journey.displaced
                && !c.shutDown
                && (x.whoLeft.isTold() || !leftUnseen)
                && !c.hangupRequested
                && other != null
                && other.live()
                && !other.hangupRequested
                && !other.takenDown;
    }

    private static Cause originatorCause(Channel c, String code) {
        if (c.state == ConnectionState.CONNECTED || c.hangupRequested && !c.originated) {
            return Cause.NORMAL_CLEARING;
        }
        return c.originated ? unanswered(c, code) : HangupCodes.cause(code);
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
