package org.jackfield.pbx.asterisk.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what it was told last, by id. */
final class Recent<T> {
    private final int most;
    private final Map<String, T> known = new LinkedHashMap<>();

    Recent(int most) {
        this.most = most;
    }

    void add(String id, T what) {
        if (known.put(id, what) == null && known.size() > most) {
            known.remove(known.keySet().iterator().next());
        }
    }

    boolean has(String id) {
        return known.containsKey(id);
    }

    /** Null if it is not known. */
    T get(String id) {
        return known.get(id);
    }
}
