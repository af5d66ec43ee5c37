package org.jackfield.pbx.asterisk.internal;

import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the last ids it was told. */
final class Recent {
    private static final int MOST = 1_000;

    private final Set<String> ids = new LinkedHashSet<>();

    void add(String id) {
        if (ids.add(id) && ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
    }

    boolean has(String id) {
        return ids.contains(id);
    }
}
