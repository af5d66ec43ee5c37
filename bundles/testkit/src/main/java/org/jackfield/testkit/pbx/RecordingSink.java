package org.jackfield.testkit.pbx;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;

/**
 * A sink that keeps what a driver says and watches how it says it: one thread at a time, a snapshot between {@code up}
 * and the first signal, no signal while down, silence once {@link #silence} was demanded.
 */
public final class RecordingSink implements PbxSink {
    /** How the link stands by the driver's last word. */
    public enum State {
        SILENT,
        CONNECTING,
        UP,
        IN_SERVICE,
        DOWN
    }

    private final AtomicReference<Thread> inside = new AtomicReference<>();
    private final List<String> offences = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<String> downs = new ArrayList<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private State state = State.SILENT;
    private int rejects;
    private int snapshots;
    private boolean silenced;

    private void say(String what, Runnable effect) {
        Thread me = Thread.currentThread();
        Thread other = inside.compareAndExchange(null, me);
        if (other != null && other != me) {
            offend(what + " came on " + me.getName() + " while " + other.getName() + " was speaking");
        }
        try {
            synchronized (this) {
                if (silenced) {
                    offend(what + " was said after close had returned, on " + me.getName());
                }
                effect.run();
            }
        } finally {
            inside.compareAndSet(me, null);
        }
    }

    private synchronized void offend(String sentence) {
        offences.add(sentence);
    }

    @Override
    public void connecting() {
        say("connecting", () -> state = State.CONNECTING);
    }

    @Override
    public void up(String pbxStart) {
        say("up", () -> {
            state = State.UP;
            if (pbxStart == null || pbxStart.isBlank()) {
                offend("up names no start of the PBX");
            }
        });
    }

    @Override
    public void down(String reason) {
        say("down", () -> {
            state = State.DOWN;
            downs.add(String.valueOf(reason));
        });
    }

    @Override
    public void signal(Signal signal) {
        say("signal", () -> {
            if (state != State.IN_SERVICE) {
                offend(signal + " came while the link was " + state + "; up and a snapshot come first");
            }
            signals.add(signal);
        });
    }

    @Override
    public void snapshot(Snapshot snapshot) {
        say("snapshot", () -> {
            if (state != State.UP && state != State.IN_SERVICE) {
                offend("a snapshot came while the link was " + state);
            }
            state = State.IN_SERVICE;
            snapshots++;
        });
    }

    @Override
    public Optional<Instant> heardLast() {
        return Optional.empty();
    }

    @Override
    public void missed(Missed missed) {
        say("missed", () -> {
            if (state != State.UP && state != State.IN_SERVICE) {
                offend("missed calls were told while the link was " + state);
            }
        });
    }

    /** What a person should set right is no business of calls. */
    @Override
    public void advise(String sentence) {}

    @Override
    public void servicesChanged() {}

    @Override
    public void rejected(String reason) {
        synchronized (this) {
            rejects++;
            if (silenced) {
                offend("rejected was said after close had returned");
            }
        }
    }

    @Override
    public synchronized void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    /** From now on the driver has nothing to say. */
    public synchronized void silence() {
        silenced = true;
    }

    public synchronized State state() {
        return state;
    }

    public synchronized List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** The reasons of being down, in order. */
    public synchronized List<String> downs() {
        return List.copyOf(downs);
    }

    public synchronized int rejects() {
        return rejects;
    }

    public synchronized int snapshots() {
        return snapshots;
    }

    /** What the driver did that a driver must not do. */
    public synchronized List<String> offences() {
        return List.copyOf(offences);
    }

    @Override
    public synchronized String toString() {
        return state + ", " + rejects + " rejected, down for " + downs + ", "
                + signals.stream().map(Signal::toString).collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
