package org.jackfield.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Service;
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
import org.jackfield.api.store.LiveJournal.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One PBX link's single thread: everything about its calls happens here, in the order the PBX told, so that a merge of
 * two calls is one step. It outlives the driver: an updated driver finds its calls again.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final String link;
    private final String tenant;
    private final EventLog log;
    private final Clock clock;
    private final LinkState state;
    private final Pictures pictures;
    private final Tracker tracker;
    private final Resync resync;
    private final Windows windows;
    private final Thread thread = new Thread(this::run);
    private final Worklist work = new Worklist(thread);
    private volatile boolean closed;
    private volatile long epoch;
    private volatile long resyncMs;
    private long upSince;
    private boolean inService;
    private Optional<Instant> lostAt = Optional.empty();
    private Optional<Missed> records = Optional.empty();
    private volatile boolean remembered;
    private volatile Optional<Instant> heardLast = Optional.empty();
    private final Map<LiveLeg, ConnectionState> restored = new IdentityHashMap<>();

    Lane(LinkContext link, EventLog log, Clock clock) {
        this.link = link.name();
        this.tenant = link.tenant();
        this.log = log;
        this.clock = clock;
        this.state = new LinkState(link.name(), link.tenant(), clock);
        this.pictures = new Pictures(clock);
        this.tracker = new Tracker(link, this::tell);
        this.resync = new Resync(tracker, pictures::isOver);
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
            say(state::connecting);
        }

        @Override
        public void up(String pbxStart) {
            say(() -> {
                epoch++;
                upSince = System.nanoTime();
                records = Optional.empty();
                if (tracker.up(pbxStart, clock.instant())) {
                    pictures.forgetNativeIds();
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
                    state.signal();
                    tracker.apply(signal);
                }
            });
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            say(() -> {
                if (inService) {
                    reconcile(snapshot);
                } else {
                    back(snapshot);
                }
            });
        }

        @Override
        public void missed(Missed missed) {
            say(() -> recorded(missed));
        }

        @Override
        public Optional<Instant> heardLast() {
            return heardLast;
        }

        @Override
        public void advise(String sentence) {
            state.advise(sentence);
        }

        @Override
        public void servicesChanged() {
            say(() -> tracker.live().forEach(Lane.this::offerAnew));
        }

        @Override
        public void rejected(String why) {
            state.rejected(why);
        }

        @Override
        public void count(String counter, long delta) {
            state.count(counter, delta);
        }
    }

    Sink sink() {
        return new Sink();
    }

    /**
     * Takes up what an earlier run of this server knew, the first time it is asked to; then does what is to be done.
     */
    void whenRemembered(Memory memory, Runnable then) {
        if (remembered || memory.isEmpty()) {
            then.run();
            return;
        }
        post(() -> {
            if (!remembered) {
                memory.of(link).ifPresent(this::takeUp);
                remembered = true;
            }
            then.run();
        });
    }

    private void takeUp(Known known) {
        heardLast = Optional.of(known.heardAt());
        for (Call call : known.calls()) {
            LiveCall live = tracker.restore(call);
            live.legs.values().stream().filter(LiveLeg::live).forEach(leg -> restored.put(leg, leg.state));
            pictures.put(live.picture(clock.instant()));
        }
    }

    /** What goes on unchanged since before the restart is news to everybody but the PBX. */
    private void tellRestored() {
        restored.forEach((leg, before) -> {
            if (leg.live() && leg.state == before) {
                tracker.callOfLeg(leg.leg).ifPresent(call -> tracker.tellAgain(call, leg, clock.instant()));
            }
        });
        restored.clear();
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
            state.count("failed", 1);
            LOG.error("{}: one signal could not be applied; the calls of this link go on", link, e);
        }
    }

    private void lost(String why) {
        state.down(why);
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
                missed.calls().stream().filter(c -> !pictures.knows(c.call())).toList();
        resync.fillIn(unknown);
        return unknown.size();
    }

    private void back(Snapshot snapshot) {
        Optional<Missed> missed = records;
        records = Optional.empty();
        resync.apply(snapshot, missed.map(Missed::calls).orElse(List.of()));
        tellRestored();
        missed.ifPresent(told -> windows.add(told, fillIn(told)));
        resyncMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - upSince);
        state.up(snapshot.calls().size());
        inService = true;
        Optional<Gap> gap = lostAt.map(
                from -> new Gap(missed.map(Missed::from).filter(from::isAfter).orElse(from), clock.instant()));
        gap.filter(g -> missed.isEmpty())
                .ifPresent(g -> windows.add(
                        Missed.unknown(g.from(), g.to(), "the driver of this link reads no call records"), 0));
        lostAt = Optional.empty();
        log.append(tenant, new LinkFact(true, link, epoch, "", gap));
    }

    /** The driver found that what it was told and what the PBX shows differ, though the link was never lost. */
    private void reconcile(Snapshot snapshot) {
        state.count("reconciled", 1);
        resync.apply(snapshot, List.of());
    }

    private void tell(CallEventType type, LiveCall live, Instant at, Optional<String> connection, boolean rebuilt) {
        Call call = live.picture(at);
        pictures.put(call);
        log.append(tenant, new CallFact(type, link, epoch, call, connection, rebuilt));
    }

    private void offerAnew(LiveCall live) {
        Call now = live.picture(clock.instant());
        if (pictures.find(live.id)
                .filter(before -> allowed(before).equals(allowed(now)))
                .isEmpty()) {
            tell(CallEventType.CALL_INFORMATION, live, clock.instant(), Optional.empty(), false);
        }
    }

    private static List<List<Service>> allowed(Call call) {
        return call.connections().stream().map(Connection::allowed).toList();
    }

    /** Does something to a live call on this lane and tells it; nothing if the call is over. */
    void edit(String callId, Consumer<LiveCall> change) {
        post(() -> tracker.live().stream()
                .filter(call -> call.id.equals(callId))
                .findFirst()
                .ifPresent(call -> {
                    change.accept(call);
                    tell(CallEventType.CALL_INFORMATION, call, clock.instant(), Optional.empty(), false);
                }));
    }

    Iterable<Call> calls() {
        return pictures.all();
    }

    Optional<Call> find(String idOrAlias) {
        return pictures.find(idOrAlias);
    }

    List<MissedWindow> missed() {
        return windows.latest();
    }

    LinkState state() {
        return state;
    }

    Status report() {
        return state.report(Map.of("epoch", epoch, "resyncMs", resyncMs, "waiting", (long) work.size()));
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
