package org.jackfield.pbx.sim.internal.desk;

import java.util.List;
import java.util.Optional;

/**
 * One call as it is meant to go. Everything is decided before the call begins, so that the same seed gives the same
 * calls whatever the clock does.
 *
 * @param from the caller's number, or the line that dials
 * @param name the caller's name as the carrier sends it, or empty
 * @param to the number that is dialled
 * @param patienceMs when the caller gives up if nobody has answered by then; 0 for never
 * @param rings what the phones do that ring for this call, one after the other; the last entry repeats
 * @param talkMs from the last answer to the end
 * @param callerEnds who hangs up
 */
public record CallPlan(
        Direction direction,
        String from,
        String name,
        String to,
        long patienceMs,
        List<Ring> rings,
        long talkMs,
        List<Hold> holds,
        Optional<Transfer> transfer,
        boolean callerEnds) {

    public CallPlan {
        rings = List.copyOf(rings);
        holds = List.copyOf(holds);
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("A call needs at least one ringing phone's behaviour");
        }
    }

    /** From where to where. */
    public enum Direction {
        INBOUND,
        OUTBOUND,
        INTERNAL
    }

    /** What a ringing phone does. */
    public enum Does {
        ANSWER,
        /** Rings until the caller or the queue gives up. */
        MISS,
        /** 486 Busy here. */
        REJECT,
        /** 603 Decline. */
        DECLINE
    }

    /** What one ringing phone does, and when after it began to ring. */
    public record Ring(Does does, long afterMs) {
        public static Ring answer(long afterMs) {
            return new Ring(Does.ANSWER, afterMs);
        }

        public static Ring miss() {
            return new Ring(Does.MISS, 0);
        }
    }

    /** The agent holds so long after the answer and for so long. */
    public record Hold(long afterMs, long forMs) {}

    /**
     * The agent sends the call on without asking.
     *
     * @param byKeypad by feature code instead of the phone's transfer key
     */
    public record Transfer(long afterMs, String to, boolean byKeypad) {}

    Ring ring(int attempt) {
        return rings.get(Math.min(attempt, rings.size() - 1));
    }
}
