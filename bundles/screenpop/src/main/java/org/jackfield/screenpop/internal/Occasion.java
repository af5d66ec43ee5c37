package org.jackfield.screenpop.internal;

import org.jackfield.api.call.AnsweredBy;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Role;
import org.jackfield.api.pop.Pop;

/** When a connection puts its call on the agent's screen, and by what. Pure. */
final class Occasion {
    private Occasion() {}

    /**
     * Whether the agent should see the call because of this connection. Who is called sees it from the ring on. Who
     * calls out sees it once the other side rings or answers: a misdialled number shows nobody. Who calls a colleague
     * needs no pop at all.
     */
    static boolean isDue(Call call, Connection connection) {
        if (isOriginator(call, connection)) {
            return call.direction() == Direction.OUTBOUND
                    && connection.live()
                    && call.connections().stream()
                            .anyMatch(other -> isOtherSide(other, connection) && isReached(other));
        }
        return isReached(connection);
    }

    /** What made it due. */
    static Pop.Trigger trigger(Call call, Connection connection) {
        if (isOriginator(call, connection)) {
            boolean answered =
                    call.connections().stream().anyMatch(other -> isOtherSide(other, connection) && isAnswered(other));
            return answered ? Pop.Trigger.ESTABLISHED : Pop.Trigger.DELIVERED;
        }
        if (call.answeredBy().filter(by -> !isBy(by, connection)).isPresent()) {
            return Pop.Trigger.TRANSFERRED;
        }
        return isAnswered(connection) ? Pop.Trigger.ESTABLISHED : Pop.Trigger.DELIVERED;
    }

    /** The line a call of ours was made from, also when click-to-dial rang it first. */
    private static boolean isOriginator(Call call, Connection connection) {
        return call.direction() != Direction.INBOUND
                && call.connections().get(0).id().equals(connection.id());
    }

    private static boolean isOtherSide(Connection other, Connection connection) {
        return other.role() != Role.SERVICE && !other.id().equals(connection.id());
    }

    private static boolean isBy(AnsweredBy by, Connection connection) {
        return by.agent().isPresent()
                ? by.agent().equals(connection.agent())
                : by.line().equals(connection.line());
    }

    private static boolean isAnswered(Connection connection) {
        return connection.state() == ConnectionState.CONNECTED || connection.state() == ConnectionState.HOLD;
    }

    private static boolean isReached(Connection connection) {
        return connection.state() == ConnectionState.ALERTING || isAnswered(connection);
    }
}
