package org.jackfield.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One recorded message.
 *
 * @param text its lines with their ends, without the empty one; a character a byte, so that nothing is lost
 * @param end offset of what follows it in the recording
 */
record Message(String text, int end) {
    private static final Pattern STAMP = Pattern.compile("(\\d{1,12})\\.(\\d{1,9})");

    /** A header's value; empty if there is none. */
    String get(String name) {
        String start = name + ": ";
        int at = text.startsWith(start) ? 0 : text.indexOf("\r\n" + start) + 2;
        if (at == 1) {
            return "";
        }
        int from = at + start.length();
        return text.substring(from, text.indexOf("\r\n", from));
    }

    boolean isResponse() {
        return text.startsWith("Response:");
    }

    String event() {
        return get("Event");
    }

    OptionalLong number(String name) {
        String value = get(name);
        return value.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** The PBX's own time of it, where it has one. */
    Optional<Instant> timestamp() {
        Matcher stamp = STAMP.matcher(get("Timestamp"));
        return stamp.matches()
                ? Optional.of(Instant.ofEpochSecond(
                        Long.parseLong(stamp.group(1)), Long.parseLong((stamp.group(2) + "000000000").substring(0, 9))))
                : Optional.empty();
    }

    byte[] bytes() {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
