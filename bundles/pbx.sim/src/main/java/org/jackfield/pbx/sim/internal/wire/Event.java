package org.jackfield.pbx.sim.internal.wire;

import java.nio.charset.StandardCharsets;

/** One event, encoded once and shared by all sessions. Its bytes must not be changed. */
public final class Event {
    private final String name;
    private final EventClass kind;
    private final byte[] bytes;
    private String text;

    public Event(String name, EventClass kind, byte[] bytes) {
        this.name = name;
        this.kind = kind;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public EventClass kind() {
        return kind;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The event as text, for filters; decoded when first asked for. */
    public String text() {
        if (text == null) {
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        return text;
    }
}
