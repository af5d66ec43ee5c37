package org.jackfield.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jackfield.api.health.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a link stands, for those who look after it: a lost connection is a state, said once however often the driver
 * tries again. Written by one thread at a time but for the counters; read by any.
 */
final class LinkState {
    private static final Logger LOG = LoggerFactory.getLogger(LinkState.class);

    private final String link;
    private final String tenant;
    private final Clock clock;
    private final LongAdder signals = new LongAdder();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>(Map.of("signals", signals));
    private volatile Status.State state = Status.State.CONNECTING;
    private volatile String reason = "";
    private volatile String lastReject = "";
    private volatile String advice = "";
    private volatile Instant since;
    private String logged = "";

    LinkState(String link, String tenant, Clock clock) {
        this.link = link;
        this.tenant = tenant;
        this.clock = clock;
        this.since = clock.instant();
    }

    void connecting() {
        if (state != Status.State.DOWN) {
            become(Status.State.CONNECTING, reason);
        }
    }

    void down(String why) {
        become(Status.State.DOWN, why);
        if (!why.equals(logged)) {
            logged = why;
            LOG.warn("Link {} is down: {}", link, why);
        }
    }

    void up(int calls) {
        become(Status.State.UP, "");
        logged = "";
        LOG.info("Link {} is up with {} calls", link, calls);
    }

    private void become(Status.State next, String why) {
        if (state != next) {
            since = clock.instant();
        }
        state = next;
        reason = why;
    }

    /** Something works, but should be set right; empty takes it back. */
    void advise(String sentence) {
        if (!advice.equals(sentence)) {
            advice = sentence;
            if (!sentence.isEmpty()) {
                LOG.warn("Link {}: {}", link, sentence);
            }
        }
    }

    void rejected(String why) {
        count("rejected", 1);
        lastReject = why;
    }

    void signal() {
        signals.increment();
    }

    void count(String counter, long delta) {
        counters.computeIfAbsent(counter, c -> new LongAdder()).add(delta);
    }

    boolean isUp() {
        return state == Status.State.UP;
    }

    String reason() {
        return reason;
    }

    String tenant() {
        return tenant;
    }

    /** @param measured what is not counted but looked up */
    Status report(Map<String, Long> measured) {
        Map<String, Long> counts = new HashMap<>(measured);
        counters.forEach((name, value) -> counts.put(name, value.sum()));
        return new Status(link, tenant, state, sentence(), since, counts);
    }

    private String sentence() {
        if (!isUp()) {
            return reason;
        }
        return advice.isEmpty() && !lastReject.isEmpty()
                ? "Unreadable input was thrown away, last: " + lastReject
                : advice;
    }
}
