package org.jackfield.core.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.event.Fact.Gap;
import org.jackfield.api.pbx.Missed;

/** When a link was not there, and what became known of the latest of those times. Written by the lane's thread only. */
final class Outages {
    private static final int KEPT = 20;

    private final String link;
    private final Deque<MissedWindow> latest = new ArrayDeque<>();
    private boolean inService;
    private long upSince;
    private volatile long resyncMs;
    private Optional<Missed> records = Optional.empty();
    private volatile Optional<Instant> lostAt = Optional.empty();
    private volatile Optional<Instant> earlier = Optional.empty();

    Outages(String link) {
        this.link = link;
    }

    boolean inService() {
        return inService;
    }

    /** An earlier run of this server heard the PBX then. */
    void heardBefore(Instant at) {
        earlier = Optional.of(at);
    }

    /** Since when it is not known what happens, while it is not, as far as that is known. Any thread. */
    Optional<Instant> heardLast() {
        return lostAt.or(() -> earlier);
    }

    /** The link is not there; true if it was until now. */
    boolean begin(Instant now) {
        boolean news = inService;
        if (news) {
            inService = false;
            lostAt = Optional.of(now);
        }
        return news;
    }

    /** The PBX's records of it came before the snapshot. */
    void keep(Missed missed) {
        records = Optional.of(missed);
    }

    /** The PBX is there; what it has up follows. */
    void ending() {
        records = Optional.empty();
        upSince = System.nanoTime();
    }

    /** How long the latest resync took. Any thread. */
    long resyncMs() {
        return resyncMs;
    }

    Optional<Missed> records() {
        return records;
    }

    /**
     * The link is back.
     *
     * @param filledIn how many calls the records told of that nobody had seen
     * @return what was not seen; empty if nothing is known to have been there before
     */
    Optional<Gap> end(int filledIn, Instant now) {
        Optional<Instant> told = records.map(Missed::from);
        Optional<Gap> gap = lostAt.map(lost -> told.filter(lost::isAfter).orElse(lost))
                .or(() -> told)
                .map(from -> new Gap(from, now));
        gap.ifPresent(g -> add(
                records.orElseGet(
                        () -> Missed.unknown(g.from(), g.to(), "the driver of this link reads no call records")),
                filledIn));
        resyncMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - upSince);
        inService = true;
        lostAt = Optional.empty();
        earlier = Optional.empty();
        records = Optional.empty();
        return gap;
    }

    /** @param calls how many were filled in */
    private synchronized void add(Missed missed, int calls) {
        latest.addFirst(new MissedWindow(
                link,
                missed.from(),
                missed.to(),
                missed.known() ? Optional.of(calls) : Optional.empty(),
                missed.source()));
        if (latest.size() > KEPT) {
            latest.removeLast();
        }
    }

    /** Later records of the latest window came in. */
    synchronized void fill(Missed missed, int calls) {
        MissedWindow window = latest.peekFirst();
        boolean same = window != null && window.from().equals(missed.from());
        if (same) {
            latest.removeFirst();
        }
        add(missed, calls + (same ? window.filledIn().orElse(0) : 0));
    }

    /** The latest ones, newest first. Any thread. */
    synchronized List<MissedWindow> latest() {
        return List.copyOf(latest);
    }
}
