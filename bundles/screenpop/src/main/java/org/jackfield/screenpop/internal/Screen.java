package org.jackfield.screenpop.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Direction;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.pop.Pop;

/**
 * What one agent sees of one call: at most one open pop at a time. A further ring of the same call is a connection of
 * its own and so a pop of its own; two phones of one agent that ring together share one.
 */
final class Screen {
    private final String agent;
    /** Connections that had their pop already; none of them gets another. */
    private final Set<String> shown = new HashSet<>();
    /** Connections the open pop stands for. */
    private final Set<String> current = new HashSet<>();

    private Pop pop;

    Screen(String agent) {
        this.agent = agent;
    }

    /** What the agent sees already, after this bundle was updated while the pop was open. */
    static Screen showing(Pop open) {
        Screen screen = new Screen(open.agent());
        String connection = open.popId().substring(open.popId().lastIndexOf(':') + 1);
        screen.shown.add(connection);
        screen.current.add(connection);
        screen.pop = open;
        return screen;
    }

    /** Takes in a picture of the call; the answer is the pop if it opened or closed by it. */
    Optional<Pop> follow(Call call, List<Connection> mine) {
        Connection first = null;
        for (Connection connection : mine) {
            if (!call.ended() && Occasion.isDue(call, connection) && shown.add(connection.id())) {
                current.add(connection.id());
                first = first == null ? connection : first;
            }
        }
        if (isOpen()) {
            return first == null ? closeIfOver(call, mine) : Optional.empty();
        }
        return first == null ? Optional.empty() : Optional.of(open(call, first));
    }

    /** The record is known; the answer is the pop if it says something new. */
    Optional<Pop> complete(Lookup lookup) {
        if (!isOpen()) {
            return Optional.empty();
        }
        Pop.State state = lookup.crm() == CrmState.PENDING ? Pop.State.OPEN : Pop.State.COMPLETED;
        if (pop.state() == state && pop.crm() == lookup.crm() && pop.matches().equals(lookup.matches())) {
            return Optional.empty();
        }
        return Optional.of(revise(state, Optional.empty(), lookup.crm(), lookup.matches()));
    }

    private boolean isOpen() {
        return pop != null && pop.state() != Pop.State.CLOSED;
    }

    private Pop open(Call call, Connection connection) {
        boolean somebodyToLookUp =
                call.direction() != Direction.INTERNAL && call.remote().number().isPresent();
        Pop.Trigger trigger = Occasion.trigger(call, connection);
        pop = new Pop(
                String.join(":", call.id(), agent, trigger.word(), connection.id()),
                call.tenant(),
                call.id(),
                agent,
                trigger,
                1,
                somebodyToLookUp ? Pop.State.OPEN : Pop.State.COMPLETED,
                Optional.empty(),
                somebodyToLookUp ? CrmState.PENDING : CrmState.NONE,
                List.of());
        return pop;
    }

    private Optional<Pop> closeIfOver(Call call, List<Connection> mine) {
        Connection telling = null;
        int cleared = 0;
        for (Connection connection : mine) {
            if (current.contains(connection.id())) {
                // Of several phones the one that talked tells why, not the one that stopped ringing.
                telling = telling != null && telling.connectedAt().isPresent() ? telling : connection;
                cleared += connection.live() ? 0 : 1;
            }
        }
        // A picture that does not know all of them yet is an older one and says nothing about their end.
        if (telling == null || cleared < current.size() && !call.ended()) {
            return Optional.empty();
        }
        current.clear();
        return Optional.of(
                revise(Pop.State.CLOSED, Optional.of(CloseReason.of(call, telling)), pop.crm(), pop.matches()));
    }

    private Pop revise(Pop.State state, Optional<String> reason, CrmState crm, List<Match> matches) {
        pop = new Pop(
                pop.popId(),
                pop.tenant(),
                pop.call(),
                agent,
                pop.trigger(),
                pop.rev() + 1,
                state,
                reason,
                crm,
                matches);
        return pop;
    }
}
