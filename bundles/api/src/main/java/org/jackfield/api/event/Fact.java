package org.jackfield.api.event;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.device.Device;
import org.jackfield.api.pop.Pop;

/** What can happen. Facts flow forward only: who reads one never appends one of the same kind. */
public sealed interface Fact {
    /** The event's name for clients: an ECMA-269 word, or {@code pop}, {@code agent}, {@code device}. */
    String type();

    /**
     * A call changed. Appended by the core only.
     *
     * @param epoch counts the link's connections; grows by one at each reconnect
     * @param connection id of the connection it is about, if it is about one
     * @param reconstructed concluded from a snapshot after a gap instead of being seen
     */
    record CallFact(
            CallEventType event, String link, long epoch, Call call, Optional<String> connection, boolean reconstructed)
            implements Fact {
        @Override
        public String type() {
            return event.word();
        }
    }

    /**
     * A PBX link was lost, or is back after the resync. Appended by the core only.
     *
     * @param gap what was not seen, present when the link is back
     */
    record LinkFact(boolean inService, String link, long epoch, String reason, Optional<Gap> gap) implements Fact {
        @Override
        public String type() {
            return inService ? "backInService" : "outOfService";
        }
    }

    /** The time between losing a link and its resync. */
    record Gap(Instant from, Instant to) {}

    /** A screen pop opened, learnt more, or closed. Appended by screenpop only. */
    record PopFact(Pop pop) implements Fact {
        @Override
        public String type() {
            return "pop";
        }
    }

    /** The server decided an agent's state. Appended by presence only. */
    record AgentFact(AgentPresence presence) implements Fact {
        @Override
        public String type() {
            return "agent";
        }
    }

    /** An agent logged in or out somewhere. Appended by the core only. */
    record SessionFact(String agent, SessionSource source, boolean loggedIn) implements Fact {
        @Override
        public String type() {
            return "session";
        }
    }

    /** A device reported something. Appended by device bundles only. */
    record DeviceFact(Device device) implements Fact {
        @Override
        public String type() {
            return "device";
        }
    }
}
