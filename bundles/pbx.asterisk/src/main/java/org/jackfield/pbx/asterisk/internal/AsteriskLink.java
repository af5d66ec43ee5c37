package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the link to one Asterisk: connects, logs in, takes a snapshot, maps events, notices a dead PBX, and begins anew
 * with growing pauses. Events and actions use sessions of their own, since Asterisk stops a session's events while it
 * works on its action. One thread of its own does all mapping.
 */
final class AsteriskLink implements Runnable, AutoCloseable {
    /**
     * Events that may wait for the mapper: about a second of the busiest PBX measured. Then the reader waits a little,
     * and if that does not help we are lost: resync.
     */
    private static final int WAITING = 8_192;

    /** How long the reader waits for the mapper then. Asterisk itself cuts whoever does not read for five seconds. */
    private static final long PATIENCE_MS = 2_000;

    private static final long ACTION_TIMEOUT_MS = 5_000;
    /** A PBX that is up says so right after the log-in; one that still boots says it later and is asked again then. */
    private static final long BOOTED_WITHIN_MS = 1_000;

    private static final long LOOK_EVERY_MS = 1_000;
    /** Records of the last moments are written a little later. */
    private static final long RECORDS_SETTLE_MS = 3_000;
    /** Records of the last moments are written late: what an earlier run may have read too early is read again. */
    private static final Duration RECORDS_OVERLAP = Duration.ofSeconds(10);

    /** Half of all traffic, for nobody; a regular expression is understood by every version. */
    private static final List<String> UNWANTED = List.of("CEL", "VarSet", "RTCP", "TestEvent");

    private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);

    /** A log-in the PBX refused: trying again at once would only lock the user out. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final String link;
    private final AsteriskConfig config;
    private final PbxSink sink;
    private final Predicate<String> isLine;
    private final AsteriskMapper mapper;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread;
    private volatile AmiSession actions;
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
        this.mapper = new AsteriskMapper(isLine, this::signal);
        this.records = new CdrFile(config.cdrFile());
        this.thread = new Thread(this, "jackfield-pbx." + link);
        thread.setDaemon(true);
        thread.start();
    }

    private void signal(Signal signal) {
        sink.signal(signal);
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
        if (e instanceof RefusedException) {
            return e.getMessage();
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return "Asterisk at " + where + " is not reached (" + why
                + "); check host and port of the link and that the manager is enabled there";
    }

    /** One life of the link; true if it was up. */
    private boolean connectAndListen() throws IOException, InterruptedException {
        Inbox inbox = new Inbox(WAITING, PATIENCE_MS, (event, n) -> sink.count("shed" + event, n));
        CompletableFuture<String> ended = new CompletableFuture<>();
        CompletableFuture<Void> booted = new CompletableFuture<>();
        try (AmiSession events = session("events", inbox, booted, ended);
                AmiSession asks = session("actions", new Inbox(1, 0, (event, n) -> {}), booted, ended)) {
            ended.thenAccept(why -> {
                inbox.close();
                events.cut();
                asks.cut();
            });
            login(asks, "off");
            // call, agent, system and user are the classes that tell of calls; dialplan alone is half of all traffic
            login(events, "call,agent,system,user");
            try (Pulse pulse =
                    new Pulse(link, List.of(events, asks), config.pingTimeoutMs(), offset, clock, ended::complete)) {
                UNWANTED.forEach(event -> shed(events, event));
                live(inbox, asks, booted, ended);
            } finally {
                long silent = System.nanoTime() - Math.min(events.heardAt(), asks.heardAt());
                heardLast = heardLast.or(() -> Optional.of(clock.instant().minusNanos(silent)));
            }
            sink.down(ended.getNow("the connection ended") + " (" + config.host() + ":" + config.port() + ")");
            return true;
        } finally {
            actions = null;
        }
    }

    private void live(Inbox inbox, AmiSession asks, CompletableFuture<Void> booted, CompletableFuture<String> ended)
            throws IOException, InterruptedException {
        boolean ready = isBooted(booted);
        String pbxStart = pbxStart(asks);
        actions = asks; // before the link is told to be up: then the driver asks what the PBX offers
        sink.up(pbxStart);
        Instant to = clock.instant();
        Optional<Instant> from = heardLast.or(this::heardBeforeThisRun);
        from.ifPresent(since -> sink.missed(records.read(since, to)));
        snapshot(asks);
        heardLast = Optional.empty();
        long settled = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECORDS_SETTLE_MS);
        boolean unsettled = from.isPresent() && records.present();
        presentationSeen = false;
        Rounds rounds = new Rounds(asks, config.reconcileEveryMs(), ACTION_TIMEOUT_MS, reconciliation);
        while (!closed && !ended.isDone()) {
            Inbox.Batch batch = inbox.poll(LOOK_EVERY_MS);
            map(batch);
            if (batch.events().isEmpty()) {
                mapper.pass(clock.instant());
            }
            if (!ready && booted.isDone()) {
                ready = true;
                snapshot(asks);
            }
            if (rounds.lost(mapper::channels)) {
                snapshot(asks);
            }
            if (unsettled && System.nanoTime() - settled > 0) {
                unsettled = false;
                sink.missed(records.read(from.get(), to));
            }
        }
        for (Inbox.Batch rest = inbox.poll(0); !rest.events().isEmpty(); rest = inbox.poll(0)) {
            map(rest);
        }
    }

    /** Only the first time: from then on this run knows better. */
    private Optional<Instant> heardBeforeThisRun() {
        boolean first = !heardEver;
        heardEver = true;
        return first ? sink.heardLast().map(at -> at.minus(RECORDS_OVERLAP)) : Optional.empty();
    }

    private static boolean isBooted(CompletableFuture<Void> booted) throws InterruptedException {
        try {
            booted.get(BOOTED_WITHIN_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private AmiSession session(
            String what, Inbox inbox, CompletableFuture<Void> booted, CompletableFuture<String> ended)
            throws IOException {
        SocketFactory sockets = config.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        boolean listens = what.equals("events");
        return new AmiSession(
                        "jackfield-pbx." + link + "-" + what,
                        sockets,
                        config.host(),
                        config.port(),
                        listens ? AsteriskMapper.EVENTS : Set.of(),
                        message -> {
                            if (listens) {
                                inbox.add(message);
                                if (!booted.isDone() && message.event().equals("FullyBooted")) {
                                    booted.complete(null);
                                }
                            }
                        },
                        skipped -> {
                            skipped.drain((event, n) -> sink.count("skipped" + event, n));
                            if (!inbox.handOver(clock.instant())) {
                                sink.count("overrun", 1);
                                ended.complete("More events came than could be read; the link begins anew");
                            }
                        },
                        sink::rejected,
                        why -> ended.complete(Character.toUpperCase(why.charAt(0)) + why.substring(1)))
                .start();
    }

    private void login(AmiSession session, String events) throws IOException, InterruptedException {
        AmiMessage answer = ask(
                        session,
                        new AmiAction("Login")
                                .with("Username", config.username())
                                .with("Secret", config.secret())
                                .with("Events", events))
                .get(0);
        if (!answer.get("Response").equalsIgnoreCase("Success")) {
            throw new RefusedException("Asterisk at " + config.host() + ":" + config.port() + " refused user '"
                    + config.username() + "' (" + answer.get("Message")
                    + "); correct username and secret of the link or the permit line in its manager.conf");
        }
    }

    /**
     * Asks the PBX not to send what we would skip; a user without the right to filter gets all, which is skipped here.
     */
    private void shed(AmiSession events, String event) {
        events.send(
                        new AmiAction("Filter").with("Operation", "Add").with("Filter", "!Event: " + event),
                        ACTION_TIMEOUT_MS)
                .exceptionally(e -> List.of());
    }

    private List<AmiMessage> ask(AmiSession session, AmiAction action) throws IOException, InterruptedException {
        return await(action.name(), session.send(action, ACTION_TIMEOUT_MS));
    }

    private static List<AmiMessage> await(String action, CompletableFuture<List<AmiMessage>> answer)
            throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof TimeoutException
                    ? "no answer to " + action + " within " + ACTION_TIMEOUT_MS + " ms"
                    : e.getCause().getMessage();
            throw new IOException(why, e.getCause());
        }
    }

    private String pbxStart(AmiSession session) throws IOException, InterruptedException {
        AmiMessage status = ask(session, new AmiAction("CoreStatus")).get(0);
        return status.get("CoreStartupDate") + " " + status.get("CoreStartupTime");
    }

    /** All lists at once; meanwhile events wait in the inbox, and those already contained change nothing. */
    private void snapshot(AmiSession session) throws IOException, InterruptedException {
        Map<String, CompletableFuture<List<AmiMessage>>> answers = new LinkedHashMap<>();
        Lists.ACTIONS.keySet().forEach(name -> answers.put(name, session.send(new AmiAction(name), ACTION_TIMEOUT_MS)));
        Lists lists = new Lists();
        for (Map.Entry<String, CompletableFuture<List<AmiMessage>>> answer : answers.entrySet()) {
            lists.add(answer.getKey(), await(answer.getKey(), answer.getValue()));
        }
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

    /** Sends an action; fails at once if the PBX is not there. */
    CompletableFuture<AmiMessage> command(AmiAction action) {
        AmiSession session = actions;
        if (session == null) {
            return CompletableFuture.failedFuture(new IOException("Link " + link + " is down"));
        }
        return session.send(action, ACTION_TIMEOUT_MS).thenApply(answer -> {
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
        AmiSession session = actions;
        if (session != null) {
            session.close();
        }
        try {
            thread.join(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
