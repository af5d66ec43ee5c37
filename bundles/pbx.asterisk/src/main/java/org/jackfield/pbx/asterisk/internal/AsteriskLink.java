package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;

/**
 * Keeps the link to one Asterisk: connects, logs in, takes a snapshot, maps events, notices a dead PBX, and begins anew
 * with growing pauses. Events and actions use sessions of their own, since Asterisk stops a session's events while it
 * works on its action. One thread of its own does all mapping.
 */
final class AsteriskLink implements Runnable, AutoCloseable {
    /**
     * Events that may wait for the mapper: some seconds of the busiest PBX measured. More means we are lost: resync.
     */
    private static final int WAITING = 50_000;

    /** How long the reader waits for the mapper then. Asterisk itself cuts whoever does not read for five seconds. */
    private static final long PATIENCE_MS = 2_000;

    private static final long ACTION_TIMEOUT_MS = 5_000;
    private static final long PING_EVERY_MS = 1_000;

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
    private Instant latest = Instant.EPOCH;

    AsteriskLink(String link, AsteriskConfig config, PbxSink sink, Predicate<String> isLine) {
        this.link = link;
        this.config = config;
        this.sink = sink;
        this.isLine = isLine;
        this.mapper = new AsteriskMapper(isLine, this::signal);
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
        Inbox inbox = new Inbox(WAITING, PATIENCE_MS);
        CompletableFuture<String> ended = new CompletableFuture<>();
        try (AmiSession events = session("events", inbox, ended);
                AmiSession asks = session("actions", new Inbox(1, 0), ended)) {
            ended.thenAccept(why -> {
                inbox.close();
                events.close();
                asks.close();
            });
            login(asks, "off");
            // call, agent, system and user are the classes that tell of calls; dialplan alone is half of all traffic
            login(events, "call,agent,system,user");
            shed(events);
            actions = asks;
            sink.up(pbxStart(asks));
            snapshot(asks);
            listen(inbox, events, asks, ended);
            sink.down(ended.getNow("the connection ended") + " (" + config.host() + ":" + config.port() + ")");
            return true;
        } finally {
            actions = null;
        }
    }

    private AmiSession session(String what, Inbox inbox, CompletableFuture<String> ended) throws IOException {
        SocketFactory sockets = config.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        boolean listens = what.equals("events");
        return new AmiSession(
                        "jackfield-pbx." + link + "-" + what,
                        sockets,
                        config.host(),
                        config.port(),
                        listens ? AsteriskMapper.EVENTS : Set.of(),
                        listens ? inbox::add : message -> {},
                        () -> {
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
    private void shed(AmiSession events) {
        events.send(new AmiAction("Filter").with("Operation", "Add").with("Filter", "!Event: CEL"), ACTION_TIMEOUT_MS)
                .exceptionally(e -> List.of());
    }

    private List<AmiMessage> ask(AmiSession session, AmiAction action) throws IOException, InterruptedException {
        try {
            return session.send(action, ACTION_TIMEOUT_MS).get();
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof java.util.concurrent.TimeoutException
                    ? "no answer to " + action.name() + " within " + ACTION_TIMEOUT_MS + " ms"
                    : e.getCause().getMessage();
            throw new IOException(why, e.getCause());
        }
    }

    private String pbxStart(AmiSession session) throws IOException, InterruptedException {
        AmiMessage status = ask(session, new AmiAction("CoreStatus")).get(0);
        return status.get("CoreStartupDate") + " " + status.get("CoreStartupTime");
    }

    private void snapshot(AmiSession session) throws IOException, InterruptedException {
        List<AmiMessage> channels = events(ask(session, new AmiAction("CoreShowChannels")), "CoreShowChannel");
        List<AmiMessage> waiting = events(ask(session, new AmiAction("QueueStatus")), "QueueEntry");
        AsteriskSnapshot shown = new AsteriskSnapshot(isLine, channels, waiting, clock.instant());
        org.jackfield.api.pbx.Snapshot snapshot = shown.snapshot();
        mapper.restart(shown.channels());
        sink.snapshot(snapshot);
    }

    private static List<AmiMessage> events(List<AmiMessage> answer, String name) {
        return answer.stream().filter(m -> m.event().equals(name)).toList();
    }

    private void listen(Inbox inbox, AmiSession events, AmiSession asks, CompletableFuture<String> ended)
            throws InterruptedException {
        long nextPing = System.nanoTime();
        while (!closed && !ended.isDone()) {
            map(inbox.poll(PING_EVERY_MS));
            if (System.nanoTime() >= nextPing) {
                nextPing = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PING_EVERY_MS);
                ping(events, ended);
                ping(asks, ended);
            }
        }
        for (Inbox.Batch rest = inbox.poll(0); !rest.events().isEmpty(); rest = inbox.poll(0)) {
            map(rest);
        }
    }

    private void map(Inbox.Batch batch) {
        for (AmiMessage event : batch.events()) {
            mapper.map(event, time(event, batch.at()));
        }
    }

    private void ping(AmiSession session, CompletableFuture<String> ended) {
        session.send(new AmiAction("Ping"), config.pingTimeoutMs()).exceptionally(e -> {
            ended.complete("The PBX answered no ping for " + config.pingTimeoutMs() + " ms");
            return List.of();
        });
    }

    /** The PBX's own time where it sends one; it may step back by a few milliseconds, which is levelled out here. */
    private Instant time(AmiMessage event, Instant received) {
        Instant at = event.time("Timestamp", received);
        latest = at.isAfter(latest) || latest.minusSeconds(1).isAfter(at) ? at : latest;
        return latest;
    }

    AsteriskMapper mapper() {
        return mapper;
    }

    /** BlindTransfer wants a channel's name, not its uniqueid. */
    String channelName(String leg) {
        return mapper.channelName(leg);
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
