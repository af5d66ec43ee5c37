package org.jackfield.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jackfield.api.call.Alias;
import org.jackfield.api.call.Call;
import org.jackfield.api.control.MissedWindow;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.Gap;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.health.Status;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.Missed.MissedCall;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PBX link's single thread: everything about its calls happens here, in the order the PBX told, so that a merge of
 * two calls is one step. It outlives the driver: an updated driver finds its calls again.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** How long an ended call can still be found here: the store has written it by then. */
    private static final Duration KEEP_ENDED = Duration.ofSeconds(60);
    /** And how many of them: a storm of short calls must not fill the memory. */
    private static final int MOST_ENDED = 10_000;

    private record Ended(Instant at, Call call) {}

    private final String link;
    private final String tenant;
    private final EventLog log;
    private final Clock clock;
    private final Tracker tracker;
    private final Resync resync;
    private final Windows windows;
    private final Thread thread = new Thread(this::run);
    private final Worklist work = new Worklist(thread);
    private final Map<String, Call> pictures = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();
    private final LongAdder signals = new LongAdder();
    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>(Map.of("signals", signals));
    private volatile Status.State state = Status.State.CONNECTING;
    private volatile String reason = "";
    private volatile String lastReject = "";
    private volatile String advice = "";
    private volatile Instant since;
    private volatile boolean closed;
    private String logged = "";
    private long epoch;
    private long upSince;
    private volatile long resyncMs;
    private boolean inService;
    private Optional<Instant> lostAt = Optional.empty();
    private Optional<Missed> records = Optional.empty();

    Lane(LinkContext link, EventLog log, Clock clock) {
        this.link = link.name();
        this.tenant = link.tenant();
        this.log = log;
        this.clock = clock;
        this.since = clock.instant();
        this.tracker = new Tracker(link, this::tell);
        this.resync = new Resync(tracker, this::over);
        this.windows = new Windows(link.name());
        thread.setName("jackfield-core-" + link.name());
        thread.setDaemon(true);
        thread.start();
    }

    /** A sink for one driver; dead once closed. */
    final class Sink implements PbxSink {
        private volatile boolean revoked;

        void revoke(String why) {
            revoked = true;
            post(() -> lost(why));
        }

        private void say(Runnable what) {
            if (!revoked) {
                post(() -> {
                    if (!revoked) {
                        what.run();
                    }
                });
            }
        }

        @Override
        public void connecting() {
            say(() -> {
                if (state != Status.State.DOWN) {
                    status(Status.State.CONNECTING, reason);
                }
            });
        }

        @Override
        public void up(String pbxStart) {
            say(() -> {
                epoch++;
                upSince = System.nanoTime();
                records = Optional.empty();
                if (tracker.up(pbxStart, clock.instant())) {
                    ids.clear();
                }
            });
        }

        @Override
        public void down(String why) {
            say(() -> lost(why));
        }

        @Override
        public void signal(Signal signal) {
            post(() -> {
                if (!revoked) {
                    signals.increment();
                    tracker.apply(signal);
                }
            });
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            say(() -> back(snapshot));
        }

        @Override
        public void missed(Missed missed) {
            say(() -> recorded(missed));
        }

        @Override
        public void advise(String sentence) {
            if (!advice.equals(sentence)) {
                advice = sentence;
                if (!sentence.isEmpty()) {
                    LOG.warn("Link {}: {}", link, sentence);
                }
            }
        }

        @Override
        public void rejected(String why) {
            count("rejected", 1);
            lastReject = why;
        }

        @Override
        public void count(String counter, long delta) {
            Lane.this.count(counter, delta);
        }
    }

    Sink sink() {
        return new Sink();
    }

    private void count(String counter, long delta) {
        counters.computeIfAbsent(counter, c -> new LongAdder()).add(delta);
    }

    private void post(Runnable what) {
        work.put(what);
    }

    private void run() {
        try {
            while (!closed) {
                work.take(this::perform);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void perform(Runnable what) {
        if (closed) {
            return;
        }
        try {
            what.run();
        } catch (RuntimeException e) {
            count("failed", 1);
            LOG.error("{}: one signal could not be applied; the calls of this link go on", link, e);
        }
    }

    private void status(Status.State next, String why) {
        if (state != next) {
            since = clock.instant();
        }
        state = next;
        reason = why;
    }

    private void lost(String why) {
        status(Status.State.DOWN, why);
        if (!why.equals(logged)) {
            logged = why; // said once, however often the driver tries again
            LOG.warn("Link {} is down: {}", link, why);
        }
        if (inService) {
            inService = false;
            lostAt = Optional.of(clock.instant());
            log.append(tenant, new LinkFact(false, link, epoch, why, Optional.empty()));
        }
    }

    /** The PBX's records of the gap: kept for the snapshot that follows, or filled in after it. */
    private void recorded(Missed missed) {
        if (inService) {
            windows.fill(missed, fillIn(missed));
        } else {
            records = Optional.of(missed);
        }
    }

    private int fillIn(Missed missed) {
        List<MissedCall> unknown =
                missed.calls().stream().filter(c -> !ids.containsKey(c.call())).toList();
        resync.fillIn(unknown);
        return unknown.size();
    }

    private void back(Snapshot snapshot) {
        Optional<Missed> missed = records;
        records = Optional.empty();
        resync.apply(snapshot, missed.map(Missed::calls).orElse(List.of()));
        missed.ifPresent(told -> windows.add(told, fillIn(told)));
        resyncMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - upSince);
        status(Status.State.UP, "");
        logged = "";
        LOG.info("Link {} is up with {} calls", link, snapshot.calls().size());
        if (!inService) {
            inService = true;
            Optional<Gap> gap = lostAt.map(from ->
                    new Gap(missed.map(Missed::from).filter(from::isAfter).orElse(from), clock.instant()));
            gap.filter(g -> missed.isEmpty())
                    .ifPresent(g -> windows.add(
                            Missed.unknown(g.from(), g.to(), "the driver of this link reads no call records"), 0));
            lostAt = Optional.empty();
            log.append(tenant, new LinkFact(true, link, epoch, "", gap));
        }
    }

    private void tell(CallEventType type, LiveCall live, Instant at, Optional<String> connection, boolean rebuilt) {
        Call call = live.picture(at);
        remember(call);
        log.append(tenant, new CallFact(type, link, epoch, call, connection, rebuilt));
    }

    private void remember(Call call) {
        Call before = pictures.put(call.id(), call);
        if (before == null || before.aliases().size() != call.aliases().size()) {
            call.aliases().forEach(alias -> ids.put(alias.value(), call.id()));
        }
        if (call.ended() && (before == null || !before.ended())) {
            ended.add(new Ended(clock.instant(), call));
            forgetOld();
        }
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(KEEP_ENDED);
        for (Iterator<Ended> each = ended.iterator(); each.hasNext(); ) {
            Ended old = each.next();
            if (old.at().isAfter(limit) && ended.size() <= MOST_ENDED) {
                return;
            }
            each.remove();
            pictures.remove(old.call().id());
            for (Alias alias : old.call().aliases()) {
                ids.remove(alias.value(), old.call().id());
            }
        }
    }

    /** Does something to a live call on this lane and tells it; nothing if the call is over. */
    void edit(String callId, java.util.function.Consumer<LiveCall> change) {
        post(() -> tracker.live().stream()
                .filter(call -> call.id.equals(callId))
                .findFirst()
                .ifPresent(call -> {
                    change.accept(call);
                    tell(CallEventType.CALL_INFORMATION, call, clock.instant(), Optional.empty(), false);
                }));
    }

    Iterable<Call> calls() {
        return pictures.values();
    }

    Optional<Call> find(String idOrAlias) {
        Call byId = pictures.get(idOrAlias);
        return byId != null
                ? Optional.of(byId)
                : Optional.ofNullable(ids.get(idOrAlias)).map(pictures::get);
    }

    /** Whether a native id is that of a call or leg that ended a moment ago. */
    private boolean over(String nativeId) {
        return find(nativeId)
                .filter(call -> call.ended()
                        || call.connections().stream()
                                .anyMatch(c ->
                                        c.leg().equals(nativeId) && c.endedAt().isPresent()))
                .isPresent();
    }

    List<MissedWindow> missed() {
        return windows.latest();
    }

    boolean up() {
        return state == Status.State.UP;
    }

    String reason() {
        return reason;
    }

    Status report() {
        Map<String, Long> counts = new HashMap<>();
        counters.forEach((name, value) -> counts.put(name, value.sum()));
        counts.put("epoch", epoch);
        counts.put("resyncMs", resyncMs);
        counts.put("waiting", (long) work.size());
        boolean rejects = state == Status.State.UP && !lastReject.isEmpty();
        return new Status(
                link,
                tenant,
                state,
                !reason.isEmpty() || !advice.isEmpty()
                        ? reason + (state == Status.State.UP ? advice : "")
                        : rejects ? "Unreadable input was thrown away, last: " + lastReject : "",
                since,
                counts);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
