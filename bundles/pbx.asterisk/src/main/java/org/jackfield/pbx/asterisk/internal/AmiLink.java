package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jackfield.api.pbx.PbxSink;

/**
 * One connection to an Asterisk, from the log-in to its loss. Events and actions use sessions of their own, since
 * Asterisk stops a session's events while it works on its action; both end together.
 */
final class AmiLink implements AutoCloseable {
    /**
     * Events that may wait for the mapper: about a second of the busiest PBX measured. Then the reader waits a little,
     * and if that does not help we are lost: resync.
     */
    private static final int WAITING = 8_192;

    /** How long the reader waits for the mapper then. Asterisk itself cuts whoever does not read for five seconds. */
    private static final long PATIENCE_MS = 2_000;

    static final long ACTION_TIMEOUT_MS = 5_000;
    /** A PBX that is up says so right after the log-in; one that still boots says it later. */
    private static final long BOOTED_WITHIN_MS = 1_000;
    /** When the session for actions ends, that for events may have something unread yet, but not for longer. */
    private static final long DRAIN_MS = 500;

    /** What tells of calls; {@code dialplan} is half of all traffic, and who gives it to the user wants it. */
    private static final String CLASSES = "call,agent,system,user,dialplan";
    /**
     * Events for nobody, and what the dialplan executes all the time without connecting anybody to anything; a regular
     * expression is understood by every version.
     */
    private static final List<String> UNWANTED = List.of(
            "CEL",
            "VarSet",
            "RTCP",
            "TestEvent",
            "Newexten.*Application: (NoOp|M?Set|Goto|GotoIf|GotoIfTime|Gosub|GosubIf|Return|Macro|MacroIf|MacroExit"
                    + "|ExecIf|While|EndWhile|Verbose|Log|Answer|Progress|Ringing|AppDial|AppQueue|Dial|Hangup)");

    /** A log-in the PBX refused: trying again at once would only lock the user out. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final String link;
    private final AsteriskConfig config;
    private final PbxSink sink;
    private final Clock clock;
    private final Inbox inbox;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> booted = new CompletableFuture<>();
    private final AmiSession events;
    private final AmiSession asks;
    private final Pulse pulse;

    /** Connects and logs in. */
    AmiLink(String link, AsteriskConfig config, PbxSink sink, ClockOffset offset, Clock clock)
            throws IOException, InterruptedException {
        this.link = link;
        this.config = config;
        this.sink = sink;
        this.clock = clock;
        this.inbox = new Inbox(WAITING, PATIENCE_MS, (event, n) -> sink.count("shed" + event, n));
        this.events = session("events", AsteriskMapper.EVENTS);
        this.asks = sessionBeside(events);
        ended.thenAccept(why -> {
            inbox.close();
            events.cut();
            asks.cut();
        });
        try {
            login(asks, "off");
            login(events, CLASSES);
        } catch (IOException | InterruptedException | RuntimeException e) {
            asks.close();
            events.close();
            throw e;
        }
        this.pulse = new Pulse(link, List.of(events, asks), config.pingTimeoutMs(), offset, clock, ended::complete);
        UNWANTED.forEach(this::shed);
    }

    private AmiSession sessionBeside(AmiSession first) throws IOException {
        try {
            return session("actions", Set.of());
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    private AmiSession session(String what, Set<String> interesting) throws IOException {
        SocketFactory sockets = config.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        boolean listens = !interesting.isEmpty();
        return new AmiSession(
                        "jackfield-pbx." + link + "-" + what,
                        sockets,
                        config.host(),
                        config.port(),
                        interesting,
                        listens ? this::heard : event -> {},
                        listens ? this::handOver : skipped -> {},
                        sink::rejected,
                        listens ? this::eventsEnded : this::asksEnded)
                .start();
    }

    private void heard(AmiMessage event) {
        inbox.add(event);
        if (!booted.isDone() && event.event().equals("FullyBooted")) {
            booted.complete(null);
        }
    }

    private void handOver(Tally skipped) {
        skipped.drain((event, n) -> sink.count("skipped" + event, n));
        if (!inbox.handOver(clock.instant())) {
            sink.count("overrun", 1);
            ended.complete("More events came than could be read; the link begins anew");
        }
    }

    /** Everything that came has been heard. */
    private void eventsEnded(String why) {
        drained.complete(null);
        ended.complete(sentence(why));
    }

    /** A PBX that stops closes both sessions; what it sent on the other one before is still to be read. */
    private void asksEnded(String why) {
        drained.completeOnTimeout(null, DRAIN_MS, TimeUnit.MILLISECONDS).thenRun(() -> ended.complete(sentence(why)));
    }

    private static String sentence(String why) {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1);
    }

    private void login(AmiSession session, String classes) throws IOException, InterruptedException {
        AmiMessage answer = await(
                        "Login",
                        session.send(
                                new AmiAction("Login")
                                        .with("Username", config.username())
                                        .with("Secret", config.secret())
                                        .with("Events", classes),
                                ACTION_TIMEOUT_MS))
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
    private void shed(String event) {
        events.send(
                        new AmiAction("Filter").with("Operation", "Add").with("Filter", "!Event: " + event),
                        ACTION_TIMEOUT_MS)
                .exceptionally(e -> List.of());
    }

    /** Whether the PBX has said that it is up; waits a moment for it. */
    boolean isBooted(boolean patient) throws InterruptedException {
        try {
            booted.get(patient ? BOOTED_WITHIN_MS : 0, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Names this run of the PBX. */
    String pbxStart() throws IOException, InterruptedException {
        AmiMessage status = await("CoreStatus", asks.send(new AmiAction("CoreStatus"), ACTION_TIMEOUT_MS))
                .get(0);
        return status.get("CoreStartupDate") + " " + status.get("CoreStartupTime");
    }

    /** All lists at once; meanwhile events wait in the inbox. */
    Lists lists() throws IOException, InterruptedException {
        Map<String, CompletableFuture<List<AmiMessage>>> answers = new LinkedHashMap<>();
        Lists.ACTIONS.keySet().forEach(name -> answers.put(name, asks.send(new AmiAction(name), ACTION_TIMEOUT_MS)));
        Lists lists = new Lists();
        for (Map.Entry<String, CompletableFuture<List<AmiMessage>>> answer : answers.entrySet()) {
            lists.add(answer.getKey(), await(answer.getKey(), answer.getValue()));
        }
        return lists;
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

    /** Asks what a channel executes now; the answer comes in the inbox as if it were an event. */
    void askStatus(String channel) {
        send(new AmiAction("Status").with("Channel", channel)).thenAccept(answer -> {
            for (AmiMessage message : answer) {
                if (message.event().equals("Status")) {
                    inbox.put(message, clock.instant());
                }
            }
        });
    }

    CompletableFuture<List<AmiMessage>> send(AmiAction action) {
        return asks.send(action, ACTION_TIMEOUT_MS);
    }

    Inbox inbox() {
        return inbox;
    }

    boolean isOver() {
        return ended.isDone();
    }

    /** Why it is over. */
    String why() {
        return ended.getNow("the connection ended") + " (" + config.host() + ":" + config.port() + ")";
    }

    /** When anything came last, in {@link System#nanoTime}. */
    long heardAt() {
        return Math.min(events.heardAt(), asks.heardAt());
    }

    @Override
    public void close() {
        pulse.close();
        asks.close();
        events.close();
    }
}
