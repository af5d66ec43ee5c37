package org.jackfield.pbx.sim.internal.wire;

import java.util.Locale;

/** The permission classes of AMI events. A session sees the classes its event mask names. */
public enum EventClass {
    SYSTEM,
    CALL,
    AGENT,
    USER,
    DIALPLAN,
    DTMF,
    CDR,
    REPORTING;

    /** The mask of a session that sees everything. */
    public static final int ALL = (1 << values().length) - 1;

    private final String privilege = name().toLowerCase(Locale.ROOT) + ",all";

    public int bit() {
        return 1 << ordinal();
    }

    /** As an event's {@code Privilege} header says it. */
    public String privilege() {
        return privilege;
    }

    /**
     * The mask that a {@code Events} or {@code EventMask} header asks for: {@code on}, {@code off} or class names. A
     * class this PBX has no events of is accepted and adds nothing.
     */
    public static int mask(String header) {
        String wanted = header.trim().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty() || wanted.equals("on") || wanted.equals("all") || wanted.equals("true")) {
            return ALL;
        }
        int mask = 0;
        for (String name : wanted.split("[,+ ]+")) {
            for (EventClass kind : values()) {
                if (kind.name().equalsIgnoreCase(name)) {
                    mask |= kind.bit();
                }
            }
        }
        return mask;
    }
}
