package org.jackfield.rest.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;
import org.jackfield.rest.internal.Frame.Resync;
import org.jackfield.rest.internal.History.Page;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the event log to the open streams: one subscription for all, each event turned into bytes once. Streams outlive
 * the {@link RestServer}'s configuration but not the log they read.
 */
@Component(service = EventHub.class)
public final class EventHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    private static final int MAILBOX = 10_000;
    /** So many of the events that a client missed are read at once. */
    private static final int PAGE = 2_000;
    /** A client that missed more than this is quicker told where things stand; the journal has the rest. */
    private static final int MOST_PAGES = 12;

    private static final long HEARTBEAT_SECONDS = 15;
    /** How long what is not urgent may wait, so that it goes out together. */
    private static final long GATHER_MILLIS = 200;

    private static final long MIN_RETRY_MILLIS = 500;

    private final Json json = new Json();
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-rest-timer"));
    private final ExecutorService replays =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "jackfield-rest-replay"));
    private final History history;
    private final Standing standing;
    private volatile Source source;

    /** The log that is read, and our reading of it. */
    private record Source(EventLog log, EventLog.Subscription subscription) {}

    /** Starts the heartbeat. */
    @Activate
    public EventHub(@Reference Services services) {
        this.history = new History(services);
        this.standing = new Standing(services);
        timer.scheduleWithFixedDelay(
                () -> clients.forEach(EventClient::heartbeat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** A log is there. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY, unbind = "logGone")
    void logThere(EventLog log) {
        read(new Source(log, log.subscribe("rest", MAILBOX, event -> false, new EventLog.Reader() {
            @Override
            public void on(Event event) {
                publish(event);
            }

            @Override
            public void missed(long count) {
                // the log still has what we missed: everybody resumes from it
                close(caller -> true);
            }
        })));
    }

    /** The log leaves; a next one may be there already. */
    void logGone(EventLog log) {
        Source current = source;
        if (current != null && current.log() == log) {
            read(null);
        }
    }

    private void read(Source next) {
        Source leaving = source;
        source = next;
        if (leaving != null) {
            leaving.subscription().close();
            close(caller -> true);
        }
    }

    @Deactivate
    @Override
    public void close() {
        timer.shutdownNow();
        close(caller -> true);
        replays.shutdown();
    }

    boolean hasLog() {
        return source != null;
    }

    /** The log that is read. */
    EventLog log() {
        return reading().log();
    }

    private Source reading() {
        Source reading = source;
        if (reading == null) {
            throw new Problem(503, "The event log is not running.");
        }
        return reading;
    }

    int streams() {
        return clients.size();
    }

    /**
     * Lets a client read on after a place in the log; without one, or if nothing reaches back to it, the client first
     * learns where things stand.
     */
    void open(EventClient client, Optional<Position> after) {
        Source reading = reading();
        clients.add(client);
        if (after.isPresent()) {
            catchUp(client, reading, after.get(), false, pages(reading, after.get()));
        } else {
            join(client, reading, Optional.empty(), "A new stream.");
        }
    }

    private static int pages(Source reading, Position after) {
        Position now = reading.log().position();
        boolean tooFar = now.log().equals(after.log()) && now.seq() - after.seq() > (long) MOST_PAGES * PAGE;
        return tooFar ? 0 : MOST_PAGES;
    }

    /**
     * A client that is far behind gets page after page, each when the one before is written, and is live once memory
     * holds all it still misses.
     *
     * @param restarted whether it has come past a start of this server, where all that was up was told anew
     * @param pages how many it gets at most
     */
    private void catchUp(EventClient client, Source reading, Position after, boolean restarted, int pages) {
        if (client.closed()) {
            return;
        }
        if (pages == 0) {
            join(client, reading, Optional.empty(), "Too much was missed; /api/v1/journal?after=" + after + " has it.");
            return;
        }
        Optional<Page> page = history.ifKept(reading.log(), client.caller().tenant(), after, PAGE);
        if (page.isEmpty()) {
            join(client, reading, Optional.empty(), "What came after " + after + " is not kept any longer.");
            return;
        }
        Position until = page.get().until();
        boolean another = restarted || !until.log().equals(after.log());
        if (page.get().more()) {
            client.catchUp(
                    replay(page.get().events(), client.caller()).iterator(),
                    () -> replays.execute(() -> goOn(client, reading, until, another, pages - 1)));
        } else {
            // read once more there, with the client listening
            Position from = until.log().equals(after.log()) ? after : new Position(until.log(), 0);
            join(client, reading, Optional.of(from), another ? "The server was restarted in between." : "");
        }
    }

    private void goOn(EventClient client, Source reading, Position after, boolean restarted, int pages) {
        try {
            catchUp(client, reading, after, restarted, pages);
        } catch (RuntimeException e) {
            LOG.warn(
                    "What {} missed could not be read; the stream is closed",
                    client.caller().name(),
                    e);
            client.close();
        }
    }

    /**
     * From now on a client hears what is told.
     *
     * @param after what it has read; if present, it gets what followed first
     * @param reason why it must learn where things stand; empty if it need not
     */
    private void join(EventClient client, Source reading, Optional<Position> after, String reason) {
        // before the log is read: what is appended in between waits in the client and is known by its number
        client.listen();
        if (source != reading) {
            client.close();
        }
        Optional<List<Event>> missed = after.flatMap(reading.log()::after);
        Stream<byte[]> frames = missed.stream().flatMap(events -> replay(events, client.caller()));
        Position last = missed.filter(events -> !events.isEmpty())
                .map(events -> events.get(events.size() - 1).position())
                .or(() -> missed.flatMap(none -> after))
                .orElseGet(reading.log()::position);
        if (!reason.isEmpty() || after.isPresent() && missed.isEmpty()) {
            Resync now = standing.now(client.caller(), reason.isEmpty() ? "Too much happened meanwhile." : reason);
            frames = Stream.concat(
                    frames, Stream.of(Frame.of(json, last, Instant.now(), now).bytes()));
        }
        client.start(opening(frames), last.seq());
    }

    void remove(EventClient client) {
        clients.remove(client);
    }

    /** Ends the streams of some callers. */
    void close(Predicate<Caller> whose) {
        clients.forEach(client -> {
            if (whose.test(client.caller())) {
                client.close();
            }
        });
    }

    private void publish(Event event) {
        Audience audience = Audience.of(event);
        Frame frame = null;
        boolean waits = false;
        for (EventClient client : clients) {
            if (audience.includes(client.caller())) {
                frame = frame == null ? Frame.of(json, event) : frame;
                boolean urgent = audience.urgentFor(client.caller());
                client.offer(frame, urgent);
                waits |= !urgent;
            }
        }
        if (waits && gathering.compareAndSet(false, true)) {
            timer.schedule(this::pumpAll, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void pumpAll() {
        gathering.set(false);
        clients.forEach(EventClient::pump);
    }

    /** Browsers that lose the server together shall not come back together. */
    private static Iterator<byte[]> opening(Stream<byte[]> frames) {
        long retry = ThreadLocalRandom.current().nextLong(MIN_RETRY_MILLIS, 3 * MIN_RETRY_MILLIS);
        return Stream.concat(Stream.of(Frame.retry(retry)), frames).iterator();
    }

    private Stream<byte[]> replay(List<Event> events, Caller caller) {
        return events.stream()
                .filter(event -> Audience.of(event).includes(caller))
                .map(event -> Frame.of(json, event).bytes());
    }
}
