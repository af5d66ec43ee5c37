package org.jackfield.core.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.jackfield.api.store.LiveJournal.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything about one PBX link's calls happens, one thing after the other in the order the PBX told, so that a
 * merge of two calls is one step: on a thread of its own, or where nothing waits on the driver's. It outlives the
 * driver: an updated driver finds its calls again.
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
    private final Outages outages;
    private final Thread thread = new Thread(this::run);
    private final Worklist work = new Worklist(thread);
    private volatile boolean closed;
    private volatile long epoch;
    private volatile boolean remembered;
    private final Restored restored = new Restored();

    Lane(LinkContext link, EventLog log, Clock clock) {
        this.link = link.name();
        this.tenant = link.tenant();
        this.log = log;
        this.clock = clock;
        this.state = new LinkState(link.name(), link.tenant(), clock);
        this.pictures = new Pictures(clock);
        this.tracker = new Tracker(link, this::tell);
        this.resync = new Resync(tracker, pictures::isOver);
        this.outages = new Outages(link.name());
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
                outages.ending();
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
            work.putOrDo(
                    () -> {
                        if (!revoked) {
                            state.signal();
                            tracker.apply(signal);
                        }
                    },
                    Lane.this::perform);
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            say(() -> {
                if (outages.inService()) {
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
            return outages.heardLast();
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
        outages.heardBefore(known.heardAt());
        for (Call call : known.calls()) {
            LiveCall live = tracker.restore(call);
            restored.add(live);
            pictures.put(live.picture(clock.instant()));
        }
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
        if (outages.begin(clock.instant())) {
            log.append(tenant, new LinkFact(false, link, epoch, why, Optional.empty()));
        }
    }

    /** The PBX's records of the gap: kept for the snapshot that follows, or filled in after it. */
    private void recorded(Missed missed) {
        if (outages.inService()) {
            outages.fill(missed, fillIn(missed));
        } else {
            outages.keep(missed);
        }
    }

    private int fillIn(Missed missed) {
        List<MissedCall> unknown =
                missed.calls().stream().filter(c -> !pictures.knows(c.call())).toList();
        resync.fillIn(unknown);
        return unknown.size();
    }

    private void back(Snapshot snapshot) {
        Optional<Missed> missed = outages.records();
        resync.apply(snapshot, missed.map(Missed::calls).orElse(List.of()));
        restored.tell(tracker, clock.instant());
        int filledIn = missed.map(this::fillIn).orElse(0);
        state.up(snapshot.calls().size());
        Optional<Gap> gap = outages.end(filledIn, clock.instant());
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
        if (pictures.offersOther(now)) {
            tell(CallEventType.CALL_INFORMATION, live, clock.instant(), Optional.empty(), false);
        }
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

    Pictures pictures() {
        return pictures;
    }

    List<MissedWindow> missed() {
        return outages.latest();
    }

    LinkState state() {
        return state;
    }

    Status report() {
        return state.report(Map.of("epoch", epoch, "resyncMs", outages.resyncMs(), "waiting", (long) work.size()));
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
