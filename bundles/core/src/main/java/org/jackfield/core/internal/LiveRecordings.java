package org.jackfield.core.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Recording;
import org.jackfield.api.call.Recording.Pause;
import org.jackfield.api.pbx.Signal;

/** The recordings of a call while it lives. Used by its lane's thread only. */
final class LiveRecordings {
    private record Open(String leg, Recording recording) {}

    private final List<Open> all = new ArrayList<>(0);

    /** A recording as it was told by an earlier run of this server. */
    void restore(String leg, Recording told) {
        all.add(new Open(leg, told));
    }

    /** True if that changed something. */
    boolean change(String leg, Optional<String> connection, Optional<String> file, Signal.Recording state, Instant at) {
        if (state == Signal.Recording.STARTED) {
            return all.add(new Open(leg, new Recording(connection, file, at, Optional.empty(), List.of())));
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Open open = all.get(i);
            if (open.leg().equals(leg) && open.recording().endedAt().isEmpty()) {
                all.set(i, new Open(leg, changed(open.recording(), state, at)));
                return true;
            }
        }
        return false;
    }

    private static Recording changed(Recording r, Signal.Recording state, Instant at) {
        List<Pause> pauses = new ArrayList<>(r.pauses());
        boolean paused = !pauses.isEmpty() && pauses.get(pauses.size() - 1).to().isEmpty();
        if (paused && state != Signal.Recording.PAUSED) {
            pauses.set(
                    pauses.size() - 1, new Pause(pauses.get(pauses.size() - 1).from(), Optional.of(at)));
        } else if (!paused && state == Signal.Recording.PAUSED) {
            pauses.add(new Pause(at, Optional.empty()));
        }
        Optional<Instant> end = state == Signal.Recording.STOPPED ? Optional.of(at) : r.endedAt();
        return new Recording(r.connection(), r.file(), r.startedAt(), end, pauses);
    }

    /** The leg is gone, and what records it with it. */
    void legEnded(String leg, Instant at) {
        if (!all.isEmpty()) {
            while (change(leg, Optional.empty(), Optional.empty(), Signal.Recording.STOPPED, at)) {
                // one leg may be recorded more than once
            }
        }
    }

    void end(Instant at) {
        for (Open open : List.copyOf(all)) {
            legEnded(open.leg(), at);
        }
    }

    List<Recording> picture() {
        return all.isEmpty() ? List.of() : all.stream().map(Open::recording).toList();
    }
}
