package org.jackfield.testkit.replay;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * When the stream starts: when somebody asks for it, or by itself once a client that wants events has logged in, has
 * taken its snapshot on whichever session, and has asked nothing but pings for a moment. A client that takes no
 * snapshot is given longer.
 */
final class Cue {
    private static final long AFTER_SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long WITHOUT_SNAPSHOT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);
    private static final Set<String> SNAPSHOTS = Set.of("coreshowchannels", "status");

    private boolean byItself;
    private boolean asked;
    private int listeners;
    private boolean armed;
    private boolean snapshotTaken;
    private long lastAction;

    /** @param byItself false if it shall only start when asked */
    Cue(boolean byItself) {
        this.byItself = byItself;
    }

    synchronized void ask() {
        asked = true;
        notifyAll();
    }

    synchronized void onlyWhenAsked() {
        byItself = false;
    }

    /** A session with events on has logged in. */
    synchronized void joined() {
        listeners++;
        armed = true;
        snapshotTaken = false;
        lastAction = System.nanoTime();
        notifyAll();
    }

    /** One of them has left. */
    synchronized void left() {
        listeners--;
    }

    /** An action was answered. */
    synchronized void action(String name) {
        String action = name.toLowerCase(Locale.ROOT);
        if (!action.equals("ping")) {
            lastAction = System.nanoTime();
            snapshotTaken |= SNAPSHOTS.contains(action);
            notifyAll(); // the wait may be a shorter one now
        }
    }

    /** @return whether somebody asked for it */
    synchronized boolean await() throws InterruptedException {
        while (!asked) {
            if (!byItself || !armed || listeners == 0) {
                wait();
                continue;
            }
            long left = quietLeft();
            if (left <= 0) {
                armed = false; // the next part is for those who log in after this one
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left + 1_000_000);
        }
        asked = false;
        armed = false;
        return true;
    }

    /** How long it takes at least until the stream starts by itself. */
    synchronized Duration untilStart() {
        return Duration.ofNanos(snapshotTaken ? Math.max(0, quietLeft()) : AFTER_SNAPSHOT_NANOS);
    }

    private long quietLeft() {
        long needed = snapshotTaken ? AFTER_SNAPSHOT_NANOS : WITHOUT_SNAPSHOT_NANOS;
        return lastAction + needed - System.nanoTime();
    }
}
