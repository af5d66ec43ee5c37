package org.jackfield.device.mqtt.internal;

/**
 * Which sequence numbers of a boot were seen: the highest, and holes among the 64 below it. Immutable. Times are
 * milliseconds of a monotonic clock.
 *
 * @param highest 0 before the first of a boot, negative while nobody knows where the device counts
 * @param holes bit i stands for {@code highest - 1 - i}
 * @param holesSince when the first of the holes came up
 * @param askedAt when the device was last asked to say everything again
 */
record Seen(long highest, long holes, long holesSince, long askedAt) {
    private static final long HOLE_PATIENCE_MS = 500;
    private static final long ASK_AGAIN_MS = 10_000;
    private static final long NEVER = -ASK_AGAIN_MS;

    /** A boot that has just begun: its first message has number 1. */
    static Seen fresh() {
        return new Seen(0, 0, 0, NEVER);
    }

    /** The next live message tells where the device counts; what was missed is in the retained facts. */
    Seen unsure() {
        return new Seen(-1, 0, 0, askedAt);
    }

    /** Whether that number has come before. */
    boolean has(long seq) {
        if (highest < 0 || seq > highest) {
            return false;
        }
        long below = highest - 1 - seq;
        return seq == highest || below >= Long.SIZE || (holes >>> below & 1) == 0;
    }

    /** After a number that had not come before. */
    Seen with(long seq, long now) {
        if (highest < 0) {
            return new Seen(seq, 0, 0, askedAt);
        }
        if (seq < highest) {
            return new Seen(highest, holes & ~(1L << (highest - 1 - seq)), holesSince, askedAt);
        }
        long step = seq - highest;
        long skipped = step > Long.SIZE ? -1 : (1L << (step - 1)) - 1;
        long moved = step >= Long.SIZE ? 0 : holes << step;
        return new Seen(seq, moved | skipped, holes == 0 ? now : holesSince, askedAt);
    }

    /** Whether a hole stayed open too long and the device may be asked again. */
    boolean wantsRebirth(long now) {
        return holes != 0 && now - holesSince >= HOLE_PATIENCE_MS && now - askedAt >= ASK_AGAIN_MS;
    }

    /** The device was asked: what was missed will be told again under new numbers. */
    Seen asked(long now) {
        return new Seen(highest, 0, 0, now);
    }
}
