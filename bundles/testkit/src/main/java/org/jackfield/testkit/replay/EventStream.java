package org.jackfield.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The recorded events in one piece, with the end and the time of each. Not for several threads. */
final class EventStream {
    private static final int DIGITS = 10;
    private static final long DAY_SECONDS = 86_400;

    private final byte[] bytes;
    private final int[] ends;
    private final Duration[] offsets;
    private final int[] seconds;
    private Instant first;

    /**
     * @param ends where each message ends
     * @param first when the first one came
     * @param offsets how long after the first one each came
     */
    EventStream(byte[] bytes, List<Integer> ends, Instant first, List<Duration> offsets) {
        this.bytes = bytes;
        this.ends = ends.stream().mapToInt(Integer::intValue).toArray();
        this.first = first;
        this.offsets = offsets.toArray(Duration[]::new);
        this.seconds = seconds(bytes, first.getEpochSecond());
    }

    int messages() {
        return ends.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the first so many messages end. */
    int end(int messages) {
        return messages == 0 ? 0 : ends[messages - 1];
    }

    Duration offset(int message) {
        return offsets[message];
    }

    /** When a message came, by the PBX's clock. */
    Instant time(int message) {
        return first.plus(offsets[message]);
    }

    /**
     * Moves everything to a time after its end, so that it can be told again: the times, and the ids that are made of
     * times, as {@code lab1-1795329719.0}.
     */
    void goOn() {
        long by = offsets[offsets.length - 1].toSeconds() + 2;
        for (int at : seconds) {
            long later = number(bytes, at) + by;
            byte[] digits = Long.toString(later).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, bytes, at, DIGITS);
        }
        first = first.plusSeconds(by);
    }

    /** Positions of all seconds since the epoch within a day of the first event: ten digits before a point. */
    private static int[] seconds(byte[] bytes, long around) {
        int[] found = new int[1024];
        int count = 0;
        int digits = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '.' && digits == DIGITS && Math.abs(number(bytes, i - DIGITS) - around) < DAY_SECONDS) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = i - DIGITS;
            }
            digits = bytes[i] >= '0' && bytes[i] <= '9' ? digits + 1 : 0;
        }
        return Arrays.copyOf(found, count);
    }

    private static long number(byte[] bytes, int at) {
        long number = 0;
        for (int i = at; i < at + DIGITS; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}
