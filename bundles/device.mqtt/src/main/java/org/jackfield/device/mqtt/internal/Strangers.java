package org.jackfield.device.mqtt.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who spoke without being in the register, to be asked again once they are. One thread at a time. */
final class Strangers {
    private static final int MOST = 10_000;

    private final Set<String> ids = new HashSet<>();

    void add(String id) {
        if (ids.size() < MOST) {
            ids.add(id);
        }
    }

    /** Those who are no strangers any more, each once. */
    List<String> found(Set<String> known) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> found = ids.stream().filter(known::contains).toList();
        ids.removeAll(found);
        return found;
    }
}
