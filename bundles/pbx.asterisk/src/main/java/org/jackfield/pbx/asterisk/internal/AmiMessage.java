package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One AMI message: headers in order, a name may repeat. Keeps the bytes as they came and decodes a value only when it
 * is asked for, since most headers of most events never are. Bytes that are not UTF-8 decode to U+FFFD.
 */
final class AmiMessage {
    private final byte[] bytes;
    private final int[] lines;

    /**
     * @param bytes of the message's lines
     * @param lines for each line: where its name begins, where its colon is, where its value begins, where it ends
     */
    AmiMessage(byte[] bytes, int[] lines) {
        this.bytes = bytes;
        this.lines = lines;
    }

    /** The event's name; empty for a response. */
    String event() {
        return get("Event");
    }

    /** Whether it answers an action. */
    boolean isResponse() {
        return lines.length > 0 && nameIs(0, "Response");
    }

    /** The first value of that name, trimmed; empty if there is none. */
    String get(String name) {
        for (int i = 0; i < lines.length; i += 4) {
            if (nameIs(i, name)) {
                return value(i);
            }
        }
        return "";
    }

    /** Every value of that name. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>(4);
        for (int i = 0; i < lines.length; i += 4) {
            if (nameIs(i, name)) {
                values.add(value(i));
            }
        }
        return values;
    }

    private String value(int line) {
        return new String(bytes, lines[line + 2], lines[line + 3] - lines[line + 2], StandardCharsets.UTF_8).strip();
    }

    private boolean nameIs(int line, String name) {
        int from = lines[line];
        int length = lines[line + 1] - from;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return lines.length == 0 ? "" : get("Event") + get("Response");
    }
}
