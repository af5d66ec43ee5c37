package org.jackfield.screenpop.internal;

import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Role;

/** Why a pop is put away, in one word. Pure. */
final class CloseReason {
    /** The talk is over for this agent. */
    static final String ENDED = "ended";

    /** The agent let go of the call, but the call lives on. */
    private static final Set<Cause> HANDED_ON = Set.of(Cause.TRANSFERRED, Cause.PARKED, Cause.MERGED);

    private static final Set<Cause> TELL_NOTHING = Set.of(Cause.NORMAL_CLEARING, Cause.UNKNOWN);

    private CloseReason() {}

    /** The word for a connection that is over, or whose call is. */
    static String of(Call call, Connection connection) {
        Optional<Cause> told = connection.cause().or(call::cause).filter(cause -> !TELL_NOTHING.contains(cause));
        if (connection.connectedAt().isPresent()) {
            return told.filter(HANDED_ON::contains).map(Cause::word).orElse(ENDED);
        }
        return told.map(cause -> cause == Cause.ABANDONED ? Cause.CALLER_ABANDONED : cause)
                .orElseGet(() -> concluded(call, connection))
                .word();
    }

    /** A ring that ended and the PBX does not say why. */
    private static Cause concluded(Call call, Connection rang) {
        if (call.connections().stream().anyMatch(other -> answeredInstead(other, rang))) {
            return Cause.ANSWERED_ELSEWHERE;
        }
        return call.ended() ? Cause.CALLER_ABANDONED : Cause.NO_ANSWER;
    }

    private static boolean answeredInstead(Connection other, Connection rang) {
        return other.role() == Role.AGENT
                && !other.id().equals(rang.id())
                && other.connectedAt()
                        .filter(at -> rang.alertingAt().filter(at::isBefore).isEmpty())
                        .isPresent();
    }
}
