package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the link to one Asterisk: connects, takes a snapshot, maps events, notices when the PBX is gone, and begins
 * anew with growing pauses. One thread of its own does all mapping.
 */
final class AsteriskLink implements Runnable, AutoCloseable {
    private static final long LOOK_EVERY_MS = 1_000;
    /** Records of the last moments are written a little later. */
    private static final long RECORDS_SETTLE_MS = 3_000;
    /** Records of the last moments are written late: what an earlier run may have read too early is read again. */
    private static final Duration RECORDS_OVERLAP = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);

    private final String link;
    private final AsteriskConfig config;
    private final PbxSink sink;
    private final Predicate<String> isLine;
    private final AsteriskMapper mapper;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread;
    private volatile AmiLink connection;
    private volatile boolean closed;
    private final ClockOffset offset = new ClockOffset();
    private final Reconciliation reconciliation = new Reconciliation();
    private final CdrFile records;
    private Instant latest = Instant.EPOCH;
    private Optional<Instant> heardLast = Optional.empty();
    private boolean heardEver;
    private boolean presentationSeen;

    AsteriskLink(String link, AsteriskConfig config, PbxSink sink, Predicate<String> isLine) {
        this.link = link;
        this.config = config;
        this.sink = sink;
        this.isLine = isLine;
        this.mapper = new AsteriskMapper(isLine, sink::signal, this::askStatus);
        this.records = new CdrFile(config.cdrFile());
        this.thread = new Thread(this, "jackfield-pbx." + link);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        long pause = config.reconnectMinMs();
        while (!closed) {
            sink.connecting();
            boolean wasUp = false;
            try {
                wasUp = connectAndListen();
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!closed) {
                    sink.down(sentence(e));
                }
            }
            pause = wasUp ? config.reconnectMinMs() : Math.min(pause * 2, config.reconnectMaxMs());
            try {
                Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String sentence(IOException e) {
        String where = config.host() + ":" + config.port();
        if (e instanceof AmiLink.RefusedException) {
            return e.getMessage();
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return "Asterisk at " + where + " is not reached (" + why
                + "); check host and port of the link and that the manager is enabled there";
    }

    /** One life of the link; true if it was up. */
    private boolean connectAndListen() throws IOException, InterruptedException {
        offset.begin();
        latest = Instant.EPOCH;
        try (AmiLink pbx = new AmiLink(link, config, sink, offset, clock)) {
            try {
                live(pbx);
            } finally {
                connection = null;
                long silent = System.nanoTime() - pbx.heardAt();
                heardLast = heardLast.or(() -> Optional.of(clock.instant().minusNanos(silent)));
            }
            sink.down(pbx.why());
            return true;
        }
    }

    private void live(AmiLink pbx) throws IOException, InterruptedException {
        boolean ready = pbx.isBooted(true);
        String pbxStart = pbx.pbxStart();
        connection = pbx; // before the link is told to be up: then the driver asks what the PBX offers
        sink.up(pbxStart);
        Instant to = clock.instant();
        Optional<Instant> from = heardLast.or(this::heardBeforeThisRun);
        from.ifPresent(since -> sink.missed(records.read(since, to)));
        snapshot(pbx);
        heardLast = Optional.empty();
        long settled = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECORDS_SETTLE_MS);
        boolean unsettled = from.isPresent() && records.present();
        presentationSeen = false;
        pbx.inbox().mapAtOnce(this::map);
        Rounds rounds = new Rounds(pbx::send, config.reconcileEveryMs(), reconciliation);
        while (!closed && !pbx.isOver()) {
            mapNext(pbx.inbox().poll(LOOK_EVERY_MS));
            if (!ready && pbx.isBooted(false)) {
                ready = true;
                snapshot(pbx);
            }
            if (rounds.lost(mapper::channels)) {
                snapshot(pbx);
            }
            if (unsettled && System.nanoTime() - settled > 0) {
                unsettled = false;
                sink.missed(records.read(from.get(), to));
            }
        }
        for (Inbox.Batch rest = pbx.inbox().poll(0);
                !rest.events().isEmpty();
                rest = pbx.inbox().poll(0)) {
            map(rest);
        }
        mapper.settle();
    }

    /** Only the first time: from then on this run knows better. */
    private Optional<Instant> heardBeforeThisRun() {
        boolean first = !heardEver;
        heardEver = true;
        return first ? sink.heardLast().map(at -> at.minus(RECORDS_OVERLAP)) : Optional.empty();
    }

    private void mapNext(Inbox.Batch batch) {
        map(batch);
        if (batch.events().isEmpty()) {
            mapper.pass(clock.instant());
        }
    }

    /** Events wait in the inbox meanwhile, and those already contained change nothing. */
    private void snapshot(AmiLink pbx) throws IOException, InterruptedException {
        Lists lists = pbx.lists();
        sink.count("listsRefused", lists.refused().size());
        mapper.settle();
        AsteriskSnapshot shown = new AsteriskSnapshot(isLine, lists, mapper.channels(), clock.instant());
        Snapshot snapshot = shown.snapshot();
        mapper.restart(shown.channels());
        reconciliation.restart(shown.channels());
        sink.snapshot(snapshot);
        shown.signals().forEach(sink::signal);
    }

    private void map(Inbox.Batch batch) {
        for (AmiMessage event : batch.events()) {
            lookForPresentation(event);
            try {
                mapper.map(event, time(event, batch.at()));
            } catch (RuntimeException e) {
                // one event must not take the link along
                LOG.debug("{}: {} could not be mapped", link, event, e);
                sink.rejected("an event " + event.event() + " that could not be understood (" + e + ")");
            }
        }
    }

    /** The first event of a channel shows whether the PBX tells withheld numbers. */
    private void lookForPresentation(AmiMessage event) {
        if (presentationSeen || !event.event().equals("Newstate")) {
            return;
        }
        presentationSeen = true;
        boolean tells = event.all("ChanVariable").stream().anyMatch(v -> v.startsWith("CALLERID(pres)="));
        sink.advise(
                tells
                        ? ""
                        : "Asterisk does not tell when a caller withholds the number; set channelvars = CALLERID(pres)"
                                + " in [general] of its manager.conf and reload it");
    }

    /** The PBX's own time where it sends one; it may step back by a few milliseconds, which is levelled out here. */
    private Instant time(AmiMessage event, Instant received) {
        Instant stamp = event.time("Timestamp", Instant.EPOCH);
        Instant at = stamp.equals(Instant.EPOCH) ? received : offset.correct(stamp);
        latest = at.isAfter(latest) || latest.minusSeconds(1).isAfter(at) ? at : latest;
        return latest;
    }

    AsteriskMapper mapper() {
        return mapper;
    }

    private void askStatus(String channel) {
        AmiLink pbx = connection;
        if (pbx != null) {
            pbx.askStatus(channel);
        }
    }

    /** Sends an action; fails at once if the PBX is not there. */
    CompletableFuture<AmiMessage> command(AmiAction action) {
        AmiLink pbx = connection;
        if (pbx == null) {
            return CompletableFuture.failedFuture(new IOException("Link " + link + " is down"));
        }
        return pbx.send(action).thenApply(answer -> {
            AmiMessage first = answer.get(0);
            if (!first.get("Response").equalsIgnoreCase("Success")) {
                throw new IllegalStateException("The PBX refused " + action.name() + ": " + first.get("Message"));
            }
            return first;
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        AmiLink pbx = connection;
        if (pbx != null) {
            pbx.close();
        }
        try {
            thread.join(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
