package org.jackfield.pbx.sim.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds the bytes of AMI messages, one after the other in the same buffer. Not for several threads. A line break
 * inside a value would end the header, so it becomes a blank.
 */
public final class Message {
    private static final String C_ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"?";
    private static final String C_LETTERS = "abfnrtv\\'\"?";

    private byte[] buffer = new byte[2048];
    private int length;

    /** Begins an event or list entry. */
    public Message event(String name) {
        return header("Event", name);
    }

    public Message header(String name, String value) {
        name(name);
        text(value);
        return crlf();
    }

    public Message header(String name, long value) {
        return header(name, Long.toString(value));
    }

    /** A time as AMI writes it: seconds since the epoch with six digits after the point. */
    public Message seconds(String name, long micros) {
        name(name);
        ascii(Long.toString(micros / 1_000_000));
        put('.');
        long fraction = micros % 1_000_000;
        for (long unit = 100_000; unit > 0; unit /= 10) {
            put((char) ('0' + fraction / unit % 10));
        }
        return crlf();
    }

    /** Whole headers that are encoded already. */
    public Message raw(byte[] headers) {
        room(headers.length);
        System.arraycopy(headers, 0, buffer, length, headers.length);
        length += headers.length;
        return this;
    }

    /** The headers so far, without the empty line; the buffer is free again. */
    public byte[] part() {
        byte[] bytes = Arrays.copyOf(buffer, length);
        length = 0;
        return bytes;
    }

    /** The whole message with its empty line; the buffer is free again. */
    public byte[] end() {
        crlf();
        return part();
    }

    /** As Asterisk writes names and channel variables: C escapes, all in one line. */
    public static String escape(String value) {
        StringBuilder escaped = null;
        for (int i = 0; i < value.length(); i++) {
            int at = C_ESCAPED.indexOf(value.charAt(i));
            if (at >= 0 && escaped == null) {
                escaped = new StringBuilder(value.length() + 8).append(value, 0, i);
            }
            if (at >= 0) {
                escaped.append('\\').append(C_LETTERS.charAt(at));
            } else if (escaped != null) {
                escaped.append(value.charAt(i));
            }
        }
        return escaped == null ? value : escaped.toString();
    }

    private void name(String name) {
        ascii(name);
        put(':');
        put(' ');
    }

    private void text(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0x7e) {
                raw(value.replace('\r', ' ').replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
                return;
            }
        }
        ascii(value);
    }

    private void ascii(String value) {
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            buffer[length++] = (byte) (c == '\r' || c == '\n' ? ' ' : c);
        }
    }

    private Message crlf() {
        put('\r');
        put('\n');
        return this;
    }

    private void put(char c) {
        room(1);
        buffer[length++] = (byte) c;
    }

    private void room(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
