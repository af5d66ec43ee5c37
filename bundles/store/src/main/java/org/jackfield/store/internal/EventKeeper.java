package org.jackfield.store.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.store.EventArchive;
import org.jackfield.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down all that is told, several times a second in one transaction each, on its subscription's own thread: a
 * slow database fills that mailbox and nothing else, and what is shed then is a gap that readers are told of.
 */
@Component(
        service = {EventArchive.class, HealthSource.class},
        immediate = true,
        configurationPid = "org.jackfield.store")
public final class EventKeeper implements EventArchive, HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventKeeper.class);
    private static final int FEWEST_KEPT = 1_000;
    private static final int BATCH = 1_000;
    private static final long GATHER_MS = 200;
    private static final long RETRY_MS = 1_000;
    private static final long PRUNE_EVERY_MS = 60_000;
    private static final long EMPTY_MAILBOX_MS = 2_000;

    /** Before the log is read, and where nothing is kept. */
    private static final EventLog.Subscription NONE = new EventLog.Subscription() {
        @Override
        public int waiting() {
            return 0;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public void close() {}
    };

    private final Database database;
    private final EventRows rows = new EventRows();
    private final Instant since = Instant.now();
    private final Duration keep;
    private final int most;
    private final List<Event> batch = new ArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ScheduledExecutorService pruner =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-store-retention"));
    private volatile EventLog.Subscription subscription = NONE;

    @Activate
    public EventKeeper(@Reference Database database, @Reference EventLog log, StoreConfig config) {
        this(
                database,
                log,
                config.eventsWaiting(),
                Duration.ofHours(atLeast(0, "eventsKeptHours", config.eventsKeptHours())),
                atLeast(FEWEST_KEPT, "eventsKeptMost", config.eventsKeptMost()));
    }

    private static int atLeast(int least, String key, int value) {
        if (value < least) {
            throw new IllegalArgumentException("etc/org.jackfield.store.cfg: " + key + " = " + value + " is too few; "
                    + least + " or more are allowed");
        }
        return value;
    }

    EventKeeper(Database database, EventLog log, int waiting, Duration keep, int most) {
        this.database = database;
        this.keep = keep;
        this.most = most;
        if (!keep.isZero()) {
            subscription = log.subscribe("archive", waiting, event -> false, this::on);
        }
        pruner.scheduleWithFixedDelay(this::prune, PRUNE_EVERY_MS, PRUNE_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** The first event of a batch waits for the others, which meanwhile wait in the mailbox. */
    private void on(Event event) {
        batch.add(event);
        if (batch.size() == 1) {
            pause(GATHER_MS);
        }
        if (batch.size() >= BATCH || subscription.waiting() == 0) {
            store();
            batch.clear();
        }
    }

    private void store() {
        for (boolean tried = false; ; tried = true) {
            try {
                database.transaction("take events", db -> {
                    rows.write(db, batch);
                    return null;
                });
                written.addAndGet(batch.size());
                return;
            } catch (RuntimeException e) {
                // at debug only: a database likes to quote the value it refuses, perhaps a customer's number
                LOG.debug("{} events not written", batch.size(), e);
            }
            boolean well = database.check();
            if (well && tried || closing.getCount() == 0) {
                refused.addAndGet(batch.size());
                LOG.warn("{} events are not kept; who reads on from before them is told so", batch.size());
                return;
            }
            pause(RETRY_MS);
        }
    }

    /** Deletes what is too old. */
    void prune() {
        try {
            database.transaction("let old events go", db -> {
                rows.prune(db, Instant.now().minus(keep), most);
                return null;
            });
        } catch (StoreException e) {
            LOG.debug("Old events stay for now: {}", e.getMessage());
        }
    }

    @Override
    public Optional<Stretch> after(String tenant, Position position, int limit) {
        return database.transaction("read events", db -> rows.after(db, tenant, position, limit));
    }

    @Override
    public Optional<Position> oldest() {
        return database.transaction("read the oldest event", rows::oldest);
    }

    /** That the database is away is told by {@link CallKeeper} already. */
    @Override
    public List<Status> health() {
        Map<String, Long> counters = Map.of(
                "written",
                written.get(),
                "waiting",
                (long) subscription.waiting(),
                "shed",
                refused.get() + subscription.dropped());
        return List.of(new Status("event archive", "", Status.State.UP, "", since, counters));
    }

    /** Waits, but no longer than until the server stops. */
    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    /** What is in the mailbox is read first, since a closed mailbox forgets it. */
    @Override
    @Deactivate
    public void close() {
        closing.countDown();
        pruner.shutdown();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EMPTY_MAILBOX_MS);
        while (subscription.waiting() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        subscription.close();
    }
}
