package org.jackfield.it.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at appointed times, whatever became of the earlier ones: a customer dials, the phone rings a moment later, and
 * the customer gives up.
 *
 * @param perSecond calls a second
 * @param calls how many
 * @param lines how many lines take turns, from 1000 on
 * @param rings how long a phone rings
 */
public record OpenLoop(int perSecond, int calls, int lines, Duration rings) {
    /** The PBX dials a phone this long before it rings. */
    private static final long DIALS_BEFORE = 5_000_000;

    private static final long SPIN = 80_000;

    /** The line a call rings at. */
    public String line(int call) {
        return String.valueOf(1000 + call % lines);
    }

    /** Who calls. */
    public static String number(int call) {
        return "+1202" + (2_000_000 + call);
    }

    /** Drives the calls and returns for each the moment its ring was due, as {@link System#nanoTime} counts. */
    public long[] drive(LoadPbx pbx, int first) {
        long[] due = new long[calls];
        long start = System.nanoTime() + 100_000_000;
        for (int i = 0; i < calls; i++) {
            due[i] = start + 1_000_000_000L * i / perSecond;
        }
        int dialled = 0;
        int rung = 0;
        int ended = 0;
        while (ended < calls) {
            long dial = dialled < calls ? due[dialled] - DIALS_BEFORE : Long.MAX_VALUE;
            long ring = rung < dialled ? due[rung] : Long.MAX_VALUE;
            long end = ended < rung ? due[ended] + rings.toNanos() : Long.MAX_VALUE;
            if (ring <= dial && ring <= end) {
                until(ring);
                pbx.rings(first + rung, line(first + rung));
                rung++;
            } else if (end <= dial) {
                until(end);
                pbx.hangsUp(first + ended, line(first + ended));
                ended++;
            } else {
                until(dial);
                pbx.dials(first + dialled, number(first + dialled), line(first + dialled));
                dialled++;
            }
        }
        return due;
    }

    private static void until(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            if (left > 2 * SPIN) {
                LockSupport.parkNanos(left - SPIN);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
