package org.jackfield.crm.salesforce.internal.rest;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the day's API calls are used, as every answer says in {@code Sforce-Limit-Info}. Thread-safe. */
public final class Quota {
    private static final Pattern USAGE = Pattern.compile("(?:^|[;\\s])api-usage=(\\d{1,12})/(\\d{1,12})");
    private static final double WARN = 0.80;
    private static final double SPARE = 0.95;
    /** What was said longer ago may no longer be so: one look-up finds out. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private long used;
    private long allowed;
    private long saidAt;

    public Quota(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void note(String header) {
        Matcher usage = USAGE.matcher(header);
        if (usage.find()) {
            used = Long.parseLong(usage.group(1));
            allowed = Long.parseLong(usage.group(2));
            saidAt = nanoTime.getAsLong();
        }
    }

    public synchronized long used() {
        return used;
    }

    public synchronized long allowed() {
        return allowed;
    }

    /** Whether an administrator should know. */
    public synchronized boolean high() {
        return share() >= WARN;
    }

    /** Whether the calls that are left are kept for logging. Says no once in ten minutes of silence. */
    public synchronized boolean spared() {
        if (share() < SPARE) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - saidAt > STALE.toNanos()) {
            saidAt = now;
            return false;
        }
        return true;
    }

    private double share() {
        return allowed == 0 ? 0 : (double) used / allowed;
    }
}
