package org.jackfield.pbx.push.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;

/** A sink that keeps what it was told, one short line each. */
final class Heard implements PbxSink {
    final List<String> lines = new ArrayList<>();
    final Map<String, Long> counters = new TreeMap<>();

    @Override
    public synchronized void connecting() {}

    @Override
    public synchronized void up(String pbxStart) {
        lines.add("up");
    }

    @Override
    public synchronized void down(String reason) {
        lines.add("down " + reason);
    }

    @Override
    public synchronized void snapshot(Snapshot snapshot) {
        lines.add("snapshot " + snapshot.calls().size());
    }

    @Override
    public Optional<Instant> heardLast() {
        return Optional.empty();
    }

    @Override
    public synchronized void missed(Missed missed) {
        lines.add("missed " + missed.source());
    }

    @Override
    public synchronized void advise(String sentence) {
        lines.add("advice " + sentence);
    }

    @Override
    public synchronized void servicesChanged() {
        lines.add("services changed");
    }

    @Override
    public synchronized void rejected(String reason) {
        lines.add("rejected " + reason);
    }

    @Override
    public synchronized void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public synchronized void signal(Signal signal) {
        lines.add(line(signal));
    }

    /** Hands over what was heard since the last time. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    private static String line(Signal signal) {
        if (signal instanceof Signal.CallStarted s) {
            return "started " + s.caller().number().orElse("?") + " > "
                    + s.called().number().orElse("?");
        } else if (signal instanceof Signal.LegStarted s) {
            return s.leg().id() + " " + s.leg().endpoint() + " "
                    + s.leg().state().word();
        } else if (signal instanceof Signal.LegChanged s) {
            return s.leg() + " " + s.state().word();
        } else if (signal instanceof Signal.LegHeld s) {
            return s.leg() + " held";
        } else if (signal instanceof Signal.LegRetrieved s) {
            return s.leg() + " retrieved";
        } else if (signal instanceof Signal.LegCleared s) {
            return s.leg() + " cleared " + s.cause().word();
        } else if (signal instanceof Signal.QueueEntered s) {
            return "queue " + s.queue();
        } else if (signal instanceof Signal.QueueOffered s) {
            return "queue " + s.queue() + " offered " + s.leg();
        } else if (signal instanceof Signal.QueueLeft s) {
            return "queue " + s.queue() + " left " + s.outcome().word();
        } else if (signal instanceof Signal.Linked s) {
            return s.type().word() + " " + s.from().orElse("?") + " > " + s.to().orElse("?");
        } else if (signal instanceof Signal.CallCleared s) {
            return "over " + s.cause().word() + " by " + s.endedBy().orElse("?");
        }
        return signal.toString();
    }
}
