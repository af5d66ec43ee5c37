package org.jackfield.pbx.sim.internal.pbx;

import java.util.ArrayList;
import java.util.List;
import org.jackfield.pbx.sim.internal.wire.Message;

/** Two legs that hear each other. */
public final class Bridge {
    final String id;
    final List<Channel> legs = new ArrayList<>(2);

    Bridge(String id) {
        this.id = id;
    }

    Channel other(Channel leg) {
        return legs.get(0) == leg ? legs.get(1) : legs.get(0);
    }

    public List<Channel> legs() {
        return List.copyOf(legs);
    }

    public Message headers(Message message) {
        return message.header("BridgeUniqueid", id)
                .header("BridgeType", "basic")
                .header("BridgeTechnology", "simple_bridge")
                .header("BridgeCreator", "<unknown>")
                .header("BridgeName", "<unknown>")
                .header("BridgeNumChannels", legs.size())
                .header("BridgeVideoSourceMode", "none");
    }
}
