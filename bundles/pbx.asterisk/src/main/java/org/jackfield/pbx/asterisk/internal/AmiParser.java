package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts the byte stream of an AMI server into messages, however the bytes are split. Lines end with CRLF and a value may
 * hold a bare LF; a server whose banner ends with a bare LF ends all lines so. Messages that cannot be read are counted
 * and skipped, the next one is read again. Of an event that nobody wants only its name and its end are looked for; that
 * is most of what a PBX sends. Pure: no socket, no clock.
 */
final class AmiParser {
    /** Longest message; Asterisk's own stay under 64 KiB. */
    static final int LONGEST = 256 * 1024;

    private static final int MOST_LINES = 2_048;
    private static final byte[] EVENT = "Event: ".getBytes(StandardCharsets.US_ASCII);

    private final AmiNames interesting;
    private final boolean all;
    private final Consumer<AmiMessage> out;
    private final Consumer<String> rejects;
    private byte[] buffer = new byte[128 * 1024];
    private int length;
    /** Where the message begins that is being read. */
    private int start;
    /** Its end does not lie before here. */
    private int scanned;

    private int[] lines = new int[64 * AmiMessage.PER_LINE];
    private String banner = "";
    private boolean crlf = true;
    private boolean overlong;
    private final Tally skipped = new Tally();

    /**
     * @param interesting names of events to hand out; others are skipped at once. Empty: all
     * @param rejects hears one reason a message that was thrown away
     */
    AmiParser(Set<String> interesting, Consumer<AmiMessage> out, Consumer<String> rejects) {
        this.interesting = new AmiNames(interesting);
        this.all = interesting.isEmpty();
        this.out = out;
        this.rejects = rejects;
    }

    /** The first line the server sent, for example {@code Asterisk Call Manager/11.0.0}; empty until it came. */
    String banner() {
        return banner;
    }

    /** Events skipped because nobody is interested. */
    Tally skipped() {
        return skipped;
    }

    /** Takes the next bytes. */
    void feed(byte[] bytes, int count) {
        room(count);
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
        if (banner.isEmpty() && !readBanner()) {
            return;
        }
        for (int end = end(); end >= 0; end = end()) {
            message(end);
            start = end;
            scanned = end;
        }
        if (length - start > LONGEST) {
            overlong = true;
            start = length - 3; // the end of it may be cut by the network
            scanned = start;
        }
    }

    private void room(int count) {
        if (length + count <= buffer.length) {
            return;
        }
        byte[] next = length - start + count <= buffer.length
                ? buffer
                : new byte[Math.max(buffer.length * 2, length - start + count)];
        System.arraycopy(buffer, start, next, 0, length - start);
        buffer = next;
        length -= start;
        scanned -= start;
        start = 0;
    }

    private boolean readBanner() {
        for (; scanned < length; scanned++) {
            if (buffer[scanned] == '\n') {
                crlf = scanned > 0 && buffer[scanned - 1] == '\r';
                banner = new String(buffer, 0, scanned, StandardCharsets.UTF_8).strip();
                scanned++;
                start = scanned;
                return true;
            }
        }
        if (length > LONGEST) {
            length = 0;
            scanned = 0;
        }
        return false;
    }

    /** Skips blank lines before the message and finds the end of the blank line behind it; -1 if it has not come. */
    private int end() {
        if (scanned == start && !overlong) {
            skipBlankLines();
        }
        return crlf ? endByCrlf() : endByLf();
    }

    private void skipBlankLines() {
        while (start < length) {
            if (buffer[start] == '\n' && !crlf) {
                start++;
            } else if (buffer[start] == '\r' && start + 1 < length && buffer[start + 1] == '\n') {
                start += 2;
            } else {
                break;
            }
        }
        scanned = start;
    }

    /**
     * Looks for CR LF CR LF. Of four bytes in a row one is that pattern's last or none of them is, unless it is CR or
     * LF: so every fourth byte is enough.
     */
    private int endByCrlf() {
        byte[] b = buffer;
        int limit = length;
        int at = Math.max(scanned, start) + 3;
        while (at < limit) {
            byte c = b[at];
            if (c > '\r') {
                at += 4;
            } else if (c == '\n') {
                if (b[at - 1] == '\r' && b[at - 2] == '\n' && b[at - 3] == '\r') {
                    return at + 1;
                }
                at += 2;
            } else if (c == '\r') {
                at += 1;
            } else {
                at += 4;
            }
        }
        scanned = Math.max(start, at - 3);
        return -1;
    }

    private int endByLf() {
        int at = Math.max(scanned, start + 1);
        for (; at < length; at++) {
            if (buffer[at] == '\n'
                    && (buffer[at - 1] == '\n'
                            || at - 2 >= start && buffer[at - 1] == '\r' && buffer[at - 2] == '\n')) {
                return at + 1;
            }
        }
        scanned = Math.max(start, at);
        return -1;
    }

    /** The message from {@link #start} to behind its blank line. */
    private void message(int end) {
        if (overlong || end - start > LONGEST) {
            overlong = false;
            rejects.accept("a message longer than " + LONGEST + " bytes");
            return;
        }
        String event = "";
        if (isEvent(end)) {
            int from = start + EVENT.length;
            int to = endOfName(from, end);
            event = interesting.find(buffer, from, to);
            if (event == null) {
                if (!all) {
                    skipped.add(buffer, from, to);
                    return;
                }
                event = "";
            }
        }
        cut(end, event);
    }

    /** False for a response, and for an event whose name is not its first header: they are handed out. */
    private boolean isEvent(int end) {
        return end - start > EVENT.length && Arrays.equals(buffer, start, start + EVENT.length, EVENT, 0, EVENT.length);
    }

    private int endOfName(int from, int end) {
        int at = from;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at > from && buffer[at - 1] == '\r' ? at - 1 : at;
    }

    /** The LF that ends a line; a bare one inside a value does not, where lines end with CRLF. */
    private int endOfLine(int from) {
        byte[] b = buffer;
        int at = from;
        if (crlf) {
            // every other byte is enough to meet CR or LF
            for (at++; ; at += 2) {
                byte c = b[at];
                if (c == '\n' && b[at - 1] == '\r') {
                    return at;
                }
                if (c == '\r' && b[at + 1] == '\n') {
                    return at + 1;
                }
            }
        }
        while (b[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Cuts the message into headers and hands it out. */
    private void cut(int end, String event) {
        byte[] b = buffer;
        int count = 0;
        int last = end - (crlf ? 2 : 1); // without the blank line
        for (int from = start; from < last; ) {
            int newline = endOfLine(from);
            int to = newline > from && b[newline - 1] == '\r' ? newline - 1 : newline;
            if (to == from) {
                break; // the blank line of a server that mixes its line ends
            }
            int colon = from;
            while (colon < to && b[colon] != ':') {
                colon++;
            }
            if (colon == to || colon == from) {
                rejects.accept("a header without a name and colon");
                return;
            }
            if (count == MOST_LINES * AmiMessage.PER_LINE) {
                rejects.accept("more than " + MOST_LINES + " headers");
                return;
            }
            if (count + AmiMessage.PER_LINE == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[count] = AmiMessage.key(b[from], b[colon - 1], colon - from);
            lines[count + 1] = from - start;
            count += AmiMessage.PER_LINE;
            from = newline + 1;
            lines[count + 1] = from - start;
        }
        count += AmiMessage.PER_LINE;
        out.accept(new AmiMessage(Arrays.copyOfRange(b, start, end), Arrays.copyOf(lines, count), event));
    }
}
