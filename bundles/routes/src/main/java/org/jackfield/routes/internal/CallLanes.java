package org.jackfield.routes.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.health.Status;

/**
 * Brings call events to the routes. A lane is one subscription of the event log with one thread: its routes see events
 * in the order of the log, and nothing queues in front of them. The default routes have lanes to themselves, so that a
 * slow route of somebody's own delays no pop; a slow route may be given its own lane as well.
 */
final class CallLanes {
    /** Lanes of the default routes begin with it. */
    static final String HOUSE = "house";

    /** The lane of routes that name none. */
    static final String OTHERS = "routes";

    private static final int CAPACITY = 10_000;

    /** Events to look back for calls that are up when a lane of the default routes opens. */
    private static final long LOOK_BACK = 5_000;

    /** Hears call events; must not block. */
    interface Listener {
        void on(CallFact fact);
    }

    private final EventLog log;
    private final Map<String, Lane> lanes = new TreeMap<>();

    CallLanes(EventLog log) {
        this.log = log;
    }

    /** Adds a listener; the first one opens the lane. */
    void join(String name, Listener listener) {
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(name, Lane::new);
            lane.listeners.add(listener);
            if (lane.subscription == null) {
                lane.open();
            }
        }
    }

    /** Removes a listener; the last one closes the lane. */
    void leave(String name, Listener listener) {
        Lane left = null;
        synchronized (lanes) {
            Lane lane = lanes.get(name);
            if (lane != null && lane.listeners.remove(listener) && lane.listeners.isEmpty()) {
                left = lanes.remove(name);
            }
        }
        if (left != null) {
            left.subscription.close();
        }
    }

    /** How the lanes stand. */
    List<Status> health(Instant since) {
        synchronized (lanes) {
            return lanes.values().stream().map(lane -> lane.status(since)).toList();
        }
    }

    /** What opens, moves or closes a pop must reach the default routes; anybody else's lane may lose the oldest. */
    private static Predicate<Event> keep(String lane) {
        if (!lane.startsWith(HOUSE)) {
            return event -> false;
        }
        return event -> event.fact() instanceof CallFact fact
                && fact.event() != CallEventType.CALL_INFORMATION
                && fact.event() != CallEventType.HELD
                && fact.event() != CallEventType.RETRIEVED;
    }

    private final class Lane implements EventLog.Reader {
        private final String name;
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private volatile EventLog.Subscription subscription;

        Lane(String name) {
            this.name = name;
        }

        /** Calls that are up already are told first: a phone may ring while this bundle is being updated. */
        synchronized void open() {
            subscription = log.subscribe("routes-" + name, CAPACITY, keep(name), this);
            if (name.startsWith(HOUSE)) {
                latestOfLiveCalls().forEach(this::on);
            }
        }

        private Collection<Event> latestOfLiveCalls() {
            Position now = log.position();
            Map<String, Event> latest = new LinkedHashMap<>();
            for (Event event : log.after(new Position(now.log(), Math.max(0, now.seq() - LOOK_BACK)))
                    .orElse(List.of())) {
                if (event.fact() instanceof CallFact fact && fact.call().ended()) {
                    latest.remove(fact.call().id());
                } else if (event.fact() instanceof CallFact fact) {
                    latest.put(fact.call().id(), event);
                }
            }
            return latest.values();
        }

        @Override
        public synchronized void on(Event event) {
            if (event.fact() instanceof CallFact fact) {
                for (Listener listener : listeners) {
                    listener.on(fact);
                }
            }
        }

        Status status(Instant since) {
            long dropped = subscription.dropped();
            return new Status(
                    "routes lane " + name,
                    "",
                    dropped == 0 ? Status.State.UP : Status.State.DEGRADED,
                    dropped == 0
                            ? ""
                            : "Routes of lane '" + name + "' were too slow and lost " + dropped
                                    + " events: give the slow one a lane of its own (jackfield:calls?lane=slow)",
                    since,
                    Map.of("waiting", (long) subscription.waiting(), "dropped", dropped));
        }
    }
}
