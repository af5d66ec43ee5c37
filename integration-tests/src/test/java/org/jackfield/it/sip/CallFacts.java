package org.jackfield.it.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one phone knows about one of its calls: the state, and when each state was reached. */
public abstract class CallFacts {

    /** OFFERED: an INVITE came in and the phone does not ring yet. CALLING: ours went out. */
    public enum State {
        OFFERED,
        CALLING,
        RINGING,
        CONNECTED,
        ENDED
    }

    private final String number;
    private final Map<State, Instant> times = new EnumMap<>(State.class);
    private State state;
    private Optional<Instant> heldSince = Optional.empty();
    private Duration held = Duration.ZERO;

    CallFacts(String number, State first) {
        this.number = number;
        this.state = first;
        times.put(first, Instant.now());
    }

    /** Waits up to ten seconds until the call is in one of these states, or fails. */
    public void await(State... wanted) {
        await(Duration.ofSeconds(10), wanted);
    }

    public synchronized void await(Duration patience, State... wanted) {
        List<State> states = List.of(wanted);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!states.contains(state)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("The call at " + number + " is " + state + ", not " + Arrays.toString(wanted));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a call", e);
            }
        }
    }

    /** Of the phone. */
    public String number() {
        return number;
    }

    public synchronized State state() {
        return state;
    }

    /** When it came into that state, empty if it never did. */
    public synchronized Optional<Instant> at(State reached) {
        return Optional.ofNullable(times.get(reached));
    }

    /** From answer to release. */
    public synchronized Duration connected() {
        return between(State.CONNECTED, State.ENDED);
    }

    /** From the first ring to the answer, or to the release if nobody answered. */
    public synchronized Duration ringing() {
        return between(State.RINGING, at(State.CONNECTED).isPresent() ? State.CONNECTED : State.ENDED);
    }

    /** All time this phone held the other side. */
    public synchronized Duration onHold() {
        return heldSince
                .map(since -> held.plus(Duration.between(since, Instant.now())))
                .orElse(held);
    }

    public synchronized boolean held() {
        return heldSince.isPresent();
    }

    synchronized void become(State next) {
        if (state == State.ENDED || state == next) {
            return;
        }
        state = next;
        times.put(next, Instant.now());
        if (next == State.ENDED) {
            endHold();
        }
        notifyAll();
    }

    synchronized void beginHold() {
        heldSince = Optional.of(Instant.now());
    }

    synchronized void endHold() {
        heldSince.ifPresent(since -> held = held.plus(Duration.between(since, Instant.now())));
        heldSince = Optional.empty();
    }

    private Duration between(State from, State to) {
        Instant start = times.get(from);
        if (start == null) {
            return Duration.ZERO;
        }
        return Duration.between(start, times.getOrDefault(to, Instant.now()));
    }
}
