package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One AMI message: headers in order, a name may repeat. Keeps the bytes as they came and decodes a value only when it
 * is asked for, since most headers of most events never are. Bytes that are not UTF-8 decode to U+FFFD.
 */
final class AmiMessage {
    /** What is kept of a line: the key of its name, and where it begins. */
    static final int PER_LINE = 2;

    /** A key holds no more of a name's length. */
    private static final int LONG = 0xffff;

    private final byte[] bytes;
    private final int[] lines;
    private final String event;

    /**
     * @param bytes of the message's lines
     * @param lines {@link #PER_LINE} numbers a line, and as many for where a next line would begin
     * @param event the event's name if it is known already, else empty
     */
    AmiMessage(byte[] bytes, int[] lines, String event) {
        this.bytes = bytes;
        this.lines = lines;
        this.event = event.isEmpty() ? get("Event") : event;
    }

    /** Nearly tells header names apart, whatever their case: most lines are passed over by comparing one number. */
    static int key(int first, int last, int length) {
        return (first | 0x20) << 24 | (last | 0x20) << 16 | Math.min(length, LONG);
    }

    private static int key(String name) {
        int length = name.length();
        return key(name.charAt(0), name.charAt(length - 1), length);
    }

    /** The event's name; empty for a response. */
    String event() {
        return event;
    }

    /** Whether it answers an action. */
    boolean isResponse() {
        return lines.length > PER_LINE && lines[0] == key("Response") && nameIs(0, "Response");
    }

    /** The first value of that name, trimmed; empty if there is none. */
    String get(String name) {
        int line = find(name, 0);
        return line < 0 ? "" : value(line);
    }

    /** Every value of that name. */
    List<String> all(String name) {
        int line = find(name, 0);
        if (line < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(2);
        for (; line >= 0; line = find(name, line + PER_LINE)) {
            values.add(value(line));
        }
        return values;
    }

    /**
     * A header that holds seconds since 1970 with up to nine digits of fraction, {@code 1795329862.163042}.
     *
     * @return {@code otherwise} if there is no such header or it is no time
     */
    Instant time(String name, Instant otherwise) {
        int line = find(name, 0);
        if (line < 0) {
            return otherwise;
        }
        int at = start(line);
        long seconds = 0;
        long fraction = 0;
        int digits = -1;
        for (int end = end(line); at < end; at++) {
            int c = bytes[at];
            if (c == '.' && digits < 0) {
                digits = 0;
            } else if (c < '0' || c > '9' || digits >= 9 || seconds > 99_999_999_999L) {
                return otherwise;
            } else if (digits < 0) {
                seconds = seconds * 10 + c - '0';
            } else {
                fraction = fraction * 10 + c - '0';
                digits++;
            }
        }
        if (digits <= 0) {
            return otherwise;
        }
        for (; digits < 9; digits++) {
            fraction *= 10;
        }
        return Instant.ofEpochSecond(seconds, fraction);
    }

    private int find(String name, int from) {
        int key = key(name);
        for (int line = from; line < lines.length - PER_LINE; line += PER_LINE) {
            if (lines[line] == key && nameIs(line, name)) {
                return line;
            }
        }
        return -1;
    }

    private boolean nameIs(int line, String name) {
        int from = lines[line + 1];
        for (int i = 1; i < name.length() - 1; i++) {
            if ((bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private String value(int line) {
        int from = start(line);
        int end = end(line);
        return from >= end ? "" : new String(bytes, from, end - from, StandardCharsets.UTF_8).strip();
    }

    /** Where the value begins, behind the colon and the blank that nearly always follows. */
    private int start(int line) {
        int colon = lines[line + 1] + (lines[line] & LONG);
        while (bytes[colon] != ':') {
            colon++; // a name too long for its key
        }
        int from = colon + 1;
        return from < end(line) && bytes[from] == ' ' ? from + 1 : from;
    }

    /** Where the line ends, before its LF or CR LF. */
    private int end(int line) {
        int newline = lines[line + PER_LINE + 1] - 1;
        return newline > lines[line + 1] && bytes[newline - 1] == '\r' ? newline - 1 : newline;
    }

    @Override
    public String toString() {
        return lines.length <= PER_LINE ? "" : event + get("Response");
    }
}
