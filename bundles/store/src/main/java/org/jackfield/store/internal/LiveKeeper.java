package org.jackfield.store.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.call.Call;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.LinkFact;
import org.jackfield.api.store.LiveJournal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how calls stand, several times a second and each call once in a transaction, on its subscription's own
 * thread. It is what is read after a crash; the journal of ended calls does not wait for it. Under pressure the older
 * pictures are shed, which the newer ones replace anyway.
 */
@Component(service = LiveJournal.class, immediate = true)
public final class LiveKeeper implements LiveJournal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKeeper.class);
    private static final int WAITING = 20_000;
    private static final long GATHER_MS = 100;
    private static final long LATEST_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RETRY_MS = 1_000;

    private final Database database;
    private final LiveRows rows = new LiveRows();
    private final Map<String, Call> latest = new LinkedHashMap<>();
    private final Map<String, Instant> heard = new HashMap<>();
    private final Set<String> inService = new HashSet<>();
    private long since;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final EventLog.Subscription subscription;

    @Activate
    public LiveKeeper(@Reference Database database, @Reference EventLog log) {
        this.database = database;
        this.subscription = log.subscribe("live", WAITING, StoryBook::ends, this::on);
    }

    private void on(Event event) {
        boolean first = heard.isEmpty() && latest.isEmpty();
        if (event.fact() instanceof CallFact fact) {
            latest.put(fact.call().id(), fact.call());
            heard(fact.link(), event.at());
        } else if (event.fact() instanceof LinkFact fact) {
            if (fact.inService()) {
                inService.add(fact.link());
            } else {
                inService.remove(fact.link());
            }
            heard(fact.link(), event.at());
        } else if (first) {
            return;
        }
        if (first) {
            since = System.nanoTime();
            pause(GATHER_MS);
        }
        EventLog.Subscription mailbox = subscription;
        if (mailbox == null || mailbox.waiting() == 0 || System.nanoTime() - since > LATEST_NS) {
            store();
        }
    }

    /** A resync tells of a gap call by call: until it is through, nothing of the gap is known for sure. */
    private void heard(String link, Instant at) {
        if (inService.contains(link)) {
            heard.put(link, at);
        }
    }

    /** Tries until the database takes it, or says that it takes everything but this. */
    private void store() {
        for (boolean tried = false; ; tried = true) {
            try {
                database.transaction("take live calls", db -> {
                    rows.write(db, latest.values(), heard);
                    return null;
                });
                break;
            } catch (RuntimeException e) {
                // at debug only: a database likes to quote the value it refuses, perhaps a customer's number
                LOG.debug("{} live calls not written", latest.size(), e);
            }
            if (database.check() && tried || closing.getCount() == 0) {
                LOG.warn("{} live calls would be forgotten if the server died now", latest.size());
                break;
            }
            pause(RETRY_MS);
        }
        latest.clear();
        heard.clear();
    }

    @Override
    public Optional<Known> known(String link) {
        return database.transaction("read the live calls", db -> rows.known(db, link));
    }

    /** Waits, but no longer than until the server stops. */
    private void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    @Override
    @Deactivate
    public void close() {
        closing.countDown();
        subscription.close();
    }
}
