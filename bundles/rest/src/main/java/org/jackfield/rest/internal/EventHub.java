package org.jackfield.rest.internal;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;
import org.jackfield.api.pop.Pop;
import org.jackfield.rest.internal.Frame.Resync;
import org.jackfield.rest.internal.Views.AgentView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands the event log to the open streams: one subscription for all, each event turned into bytes once. Streams outlive
 * the {@link RestServer}'s configuration but not the log they read.
 */
@Component(service = EventHub.class)
public final class EventHub implements AutoCloseable {
    private static final int MAILBOX = 10_000;
    /** A client that missed more than this is quicker told where things stand. */
    private static final int MAX_REPLAY = 2_000;

    private static final long HEARTBEAT_SECONDS = 15;
    /** How long what is not urgent may wait, so that it goes out together. */
    private static final long GATHER_MILLIS = 200;

    private static final long MIN_RETRY_MILLIS = 500;

    private final Services services;
    private final Json json = new Json();
    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-rest-timer"));
    private volatile Source source;

    /** The log that is read, and our reading of it. */
    private record Source(EventLog log, EventLog.Subscription subscription) {}

    /** Starts the heartbeat. */
    @Activate
    public EventHub(@Reference Services services) {
        this.services = services;
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
    }

    boolean hasLog() {
        return source != null;
    }

    int streams() {
        return clients.size();
    }

    /**
     * Lets a client read on after a place in the log; without one, or if the log no longer reaches back to it, the
     * client first learns where things stand.
     */
    void open(EventClient client, Optional<Position> after) {
        Source reading = source;
        if (reading == null) {
            throw new Problem(503, "The event log is not running.");
        }
        // added before the log is read: what is appended in between waits in the client and is known by its number
        clients.add(client);
        if (source != reading) {
            client.close();
        }
        Optional<List<Event>> missed =
                after.flatMap(reading.log()::after).filter(events -> events.size() <= MAX_REPLAY);
        if (missed.isPresent()) {
            List<Event> events = missed.get();
            long last = events.isEmpty()
                    ? after.get().seq()
                    : events.get(events.size() - 1).position().seq();
            client.start(opening(replay(events, client.caller())), last);
        } else {
            Position now = reading.log().position();
            String reason =
                    after.isPresent() ? "The log no longer reaches back to " + after.get() + "." : "A new stream.";
            Frame snapshot = Frame.of(json, now, Instant.now(), snapshot(client.caller(), reason));
            client.start(opening(Stream.of(snapshot.bytes())), now.seq());
        }
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

    private Resync snapshot(Caller caller, String reason) {
        String tenant = caller.tenant();
        return new Resync(
                reason,
                known(() -> services.calls().active(tenant).stream().filter(caller::sees)),
                known(() -> pops(caller)),
                known(() -> AgentView.all(services, tenant).stream()),
                known(() -> services.links().links(tenant).stream()));
    }

    private Stream<Pop> pops(Caller caller) {
        return caller.supervises()
                ? services.agents().agents(caller.tenant()).stream()
                        .map(Agent::id)
                        .map(agent -> services.pops().open(caller.tenant(), agent))
                        .flatMap(Collection::stream)
                : services.pops().open(caller.tenant(), caller.name()).stream();
    }

    /** A part that is not running has nothing to show; events follow when it is back. */
    private static <T> List<T> known(Supplier<Stream<T>> part) {
        try {
            return part.get().toList();
        } catch (Problem away) {
            return List.of();
        }
    }
}
