package org.jackfield.pbx.asterisk.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who is in which bridge, in the order in which they came. */
final class Bridges {
    private final Map<String, Set<Channel>> bridges = new HashMap<>();

    Set<Channel> in(String bridge) {
        return bridges.getOrDefault(bridge, Set.of());
    }

    void enter(Channel c, String bridge) {
        c.bridge = bridge;
        bridges.computeIfAbsent(bridge, b -> new LinkedHashSet<>(4)).add(c);
    }

    void leave(Channel c) {
        Set<Channel> others = bridges.get(c.bridge);
        if (others != null && others.remove(c) && others.isEmpty()) {
            bridges.remove(c.bridge);
        }
        c.bridge = "";
    }

    void clear() {
        bridges.clear();
    }
}
