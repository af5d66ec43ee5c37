package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts the byte stream of an AMI server into messages, however the bytes are split. Lines end with CRLF and a value may
 * hold a bare LF; a server whose banner ends with a bare LF ends all lines so. Messages that cannot be read are counted
 * and skipped, the next one is read again. Pure: no socket, no clock.
 */
final class AmiParser {
    /** Longest message; Asterisk's own stay under 64 KiB. */
    static final int LONGEST = 256 * 1024;

    private static final int MOST_LINES = 2_048;
    private static final byte[] EVENT = "Event: ".getBytes(StandardCharsets.US_ASCII);

    private final Set<String> interesting;
    private final Consumer<AmiMessage> out;
    private final Consumer<String> rejects;
    private byte[] buffer = new byte[16 * 1024];
    private int length;
    private int scanned;
    private int lineStart;
    private int[] lines = new int[256];
    private int lineCount;
    private String broken = "";
    private String banner = "";
    private boolean crlf = true;
    private boolean overlong;
    private long skipped;

    /**
     * @param interesting names of events to hand out; others are skipped at once. Empty: all
     * @param rejects hears one reason a message that was thrown away
     */
    AmiParser(Set<String> interesting, Consumer<AmiMessage> out, Consumer<String> rejects) {
        this.interesting = interesting;
        this.out = out;
        this.rejects = rejects;
    }

    /** The first line the server sent, for example {@code Asterisk Call Manager/11.0.0}; empty until it came. */
    String banner() {
        return banner;
    }

    /** Events skipped because nobody is interested. */
    long skipped() {
        return skipped;
    }

    /** Takes the next bytes. */
    void feed(byte[] bytes, int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
        while (scanned < length) {
            if (buffer[scanned++] == '\n') {
                newline(scanned - 1);
            }
        }
        if (length - messageStart() > LONGEST) {
            overlong = true;
            forget(length);
        }
    }

    private int messageStart() {
        return lineCount > 0 ? lines[0] : lineStart;
    }

    private void newline(int at) {
        boolean afterCr = at > lineStart && buffer[at - 1] == '\r';
        if (banner.isEmpty()) {
            banner = new String(buffer, lineStart, at - lineStart, StandardCharsets.UTF_8).strip();
            crlf = afterCr;
            forget(at + 1);
            return;
        }
        if (crlf && !afterCr) {
            return; // a bare LF inside a value
        }
        int end = afterCr ? at - 1 : at;
        if (end == lineStart) {
            finish(at + 1);
        } else if (overlong || end - messageStart() > LONGEST) {
            overlong = true;
            lineCount = 0;
            lineStart = at + 1;
        } else {
            line(lineStart, end);
            lineStart = at + 1;
        }
    }

    private void line(int from, int end) {
        int colon = from;
        while (colon < end && buffer[colon] != ':') {
            colon++;
        }
        if (colon == end || colon == from) {
            broken = "a header without a name and colon";
            colon = end;
        }
        if (lineCount + 4 > lines.length) {
            if (lines.length >= MOST_LINES * 4) {
                broken = "more than " + MOST_LINES + " headers";
                return;
            }
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        lines[lineCount] = from;
        lines[lineCount + 1] = colon;
        lines[lineCount + 2] = Math.min(colon + 1, end);
        lines[lineCount + 3] = end;
        lineCount += 4;
    }

    private void finish(int next) {
        if (overlong) {
            rejects.accept("a message longer than " + LONGEST + " bytes");
        } else if (lineCount > 0 && !broken.isEmpty()) {
            rejects.accept(broken);
        } else if (lineCount > 0 && wanted()) {
            int from = lines[0];
            int[] own = new int[lineCount];
            for (int i = 0; i < lineCount; i++) {
                own[i] = lines[i] - from;
            }
            out.accept(new AmiMessage(Arrays.copyOfRange(buffer, from, next), own));
        }
        overlong = false;
        forget(next);
    }

    private boolean wanted() {
        int from = lines[0];
        for (int i = 0; i < EVENT.length; i++) {
            if (buffer[from + i] != EVENT[i]) {
                return true; // a response, or an event whose name is not its first header
            }
        }
        if (interesting.isEmpty()) {
            return true;
        }
        String name =
                new String(buffer, from + EVENT.length, lines[3] - from - EVENT.length, StandardCharsets.ISO_8859_1);
        boolean wanted = interesting.contains(name);
        if (!wanted) {
            skipped++;
        }
        return wanted;
    }

    /** Drops everything before a position and starts a new message there. */
    private void forget(int position) {
        lineCount = 0;
        broken = "";
        lineStart = position;
        if (position > buffer.length / 2 || position == length) {
            System.arraycopy(buffer, position, buffer, 0, length - position);
            length -= position;
            scanned -= position;
            lineStart = 0;
        }
    }
}
