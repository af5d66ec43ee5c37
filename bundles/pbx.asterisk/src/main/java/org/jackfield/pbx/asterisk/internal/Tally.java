package org.jackfield.pbx.asterisk.internal;

import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * Counts by class the events that nobody wants, most of what a PBX sends, without making strings of them. One thread.
 */
final class Tally {
    private static final List<String> CLASSES = List.of(
            "VarSet",
            "CEL",
            "RTCPSent",
            "RTCPReceived",
            "DeviceStateChange",
            "ExtensionStatus",
            "QueueMemberStatus",
            "DTMFBegin",
            "DTMFEnd",
            "Other");

    private final AmiNames names = new AmiNames(Set.copyOf(CLASSES));
    private final long[] counts = new long[CLASSES.size()];
    private long total;

    void add(byte[] bytes, int from, int to) {
        total++;
        String name = names.find(bytes, from, to);
        counts[name == null ? CLASSES.size() - 1 : CLASSES.indexOf(name)]++;
    }

    long total() {
        return total;
    }

    /** Hands out what was counted since the last time. */
    void drain(ObjLongConsumer<String> out) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                out.accept(CLASSES.get(i), counts[i]);
                counts[i] = 0;
            }
        }
    }
}
