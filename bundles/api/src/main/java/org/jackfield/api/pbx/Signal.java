package org.jackfield.api.pbx;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.TransferKind;

/**
 * What a PBX tells about a call, in ECMA-269's words. {@code call} is the driver's key, usually the first leg's id; the
 * core gives the call its own id and finds it by any leg. {@code at} is the PBX's own time where it sends one.
 */
public sealed interface Signal {
    /** The driver's key of the call. */
    String call();

    /** When it happened at the PBX. */
    Instant at();

    /**
     * A call came into being. Legs follow.
     *
     * @param created when the PBX made it, told in such a way that it is found again after a restart of this server,
     *     for example from the native id: the call's own id is derived from it
     * @param placed whether the PBX placed it on somebody's behalf: then the first leg was called, too
     */
    record CallStarted(String call, Instant at, Instant created, Party caller, Party called, boolean placed)
            implements Signal {
        /** A call that a leg made by itself. */
        public CallStarted(String call, Instant at, Instant created, Party caller, Party called) {
            this(call, at, created, caller, called, false);
        }
    }

    /** More was learnt about who calls or is called; unknown parties change nothing. */
    record PartiesKnown(String call, Instant at, Party caller, Party called) implements Signal {}

    /** A leg joined the call. */
    record LegStarted(String call, Instant at, Leg leg) implements Signal {}

    /** A leg rings, is answered, or failed. */
    record LegChanged(String call, Instant at, String leg, ConnectionState state) implements Signal {}

    /**
     * A leg put the others on hold.
     *
     * @param byDevice signalled by the phone itself; false when the PBX holds for it
     */
    record LegHeld(String call, Instant at, String leg, boolean byDevice) implements Signal {}

    /** A leg took the others back. */
    record LegRetrieved(String call, Instant at, String leg) implements Signal {}

    /** A leg is gone. */
    record LegCleared(String call, Instant at, String leg, Cause cause) implements Signal {}

    /** The call waits in an ACD group. */
    record QueueEntered(String call, Instant at, String queue) implements Signal {}

    /** A leg rings for the queue the call waits in. */
    record QueueOffered(String call, Instant at, String queue, String leg) implements Signal {}

    /** The call left the ACD group. */
    record QueueLeft(String call, Instant at, String queue, QueueOutcome outcome) implements Signal {}

    /**
     * The call went or came somewhere.
     *
     * @param otherCall key of another call, where there is one
     */
    record Linked(
            String call,
            Instant at,
            LineageType type,
            Optional<TransferKind> kind,
            Optional<String> from,
            Optional<String> to,
            Optional<String> otherCall)
            implements Signal {}

    /** {@code call} became part of {@code into}: its live legs move there, and it ends with cause merged. */
    record Merged(String call, Instant at, String into) implements Signal {}

    /**
     * Recording of a leg began, pauses, goes on or ended.
     *
     * @param file its name at the PBX when it began, as far as it is known
     */
    record Recorded(String call, Instant at, String leg, Recording recording, Optional<String> file)
            implements Signal {}

    /** What became of a recording. */
    enum Recording {
        STARTED,
        PAUSED,
        RESUMED,
        STOPPED
    }

    /**
     * The call is over.
     *
     * @param endedBy leg that hung up, where the PBX tells
     */
    record CallCleared(String call, Instant at, Optional<String> endedBy, Cause cause) implements Signal {}
}
