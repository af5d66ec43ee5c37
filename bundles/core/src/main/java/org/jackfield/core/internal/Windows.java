package org.jackfield.core.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.pbx.Missed;

/** The latest times in which a link was not there, and what became known of them. Thread-safe. */
final class Windows {
    private static final int KEPT = 20;

    private final String link;
    private final Deque<MissedWindow> latest = new ArrayDeque<>();

    Windows(String link) {
        this.link = link;
    }

    /** @param calls how many were filled in */
    synchronized void add(Missed missed, int calls) {
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

    synchronized List<MissedWindow> latest() {
        return List.copyOf(latest);
    }
}
