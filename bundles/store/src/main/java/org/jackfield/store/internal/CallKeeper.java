package org.jackfield.store.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Listens to the event log and has every ended call written; says how the store stands. */
@Component(service = HealthSource.class, immediate = true, configurationPid = "org.jackfield.store")
@Designate(ocd = StoreConfig.class)
public final class CallKeeper implements HealthSource, AutoCloseable {
    private static final int FEWEST_EVENTS = 100;
    private static final long EMPTY_MAILBOX_MS = 2_000;

    private final Database database;
    private final LoggingConnectors connectors = new LoggingConnectors();
    private final StoryBook stories;
    private final CallWriter writer;
    private final EventLog.Subscription subscription;

    @Activate
    public CallKeeper(
            @Reference Database database,
            @Reference EventLog log,
            @Reference Activities activities,
            StoreConfig config) {
        this(database, log, activities, config.eventsWaiting());
    }

    CallKeeper(Database database, EventLog log, Activities activities, int eventsWaiting) {
        if (eventsWaiting < FEWEST_EVENTS) {
            throw new IllegalArgumentException("etc/org.jackfield.store.cfg: eventsWaiting = " + eventsWaiting
                    + " is too few; " + FEWEST_EVENTS + " or more are allowed");
        }
        this.database = database;
        this.stories = new StoryBook(eventsWaiting);
        this.writer = new CallWriter(database, connectors, activities, eventsWaiting);
        database.whenUp(this::writeLeftOver);
        this.subscription = log.subscribe("store", eventsWaiting, StoryBook::ends, this::on);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addConnector(CrmConnector connector) {
        connectors.add(connector);
    }

    void removeConnector(CrmConnector connector) {
        connectors.remove(connector);
    }

    /** Calls that were over when the server died, before they were written. */
    private void writeLeftOver() {
        database.transaction("read what was left over", new LiveRows()::leftOver)
                .forEach(call -> writer.add(new EndedCall(call, List.of())));
    }

    private void on(Event event) {
        stories.add(event).ifPresent(writer::add);
    }

    @Override
    public List<Status> health() {
        Status state = database.status();
        Map<String, Long> counters = new HashMap<>();
        counters.put("written", writer.written());
        counters.put("waiting", writer.waiting() + subscription.waiting());
        counters.put("eventsShed", writer.shed() + stories.shed() + subscription.dropped());
        counters.put("refused", writer.refused());
        return List.of(new Status(state.name(), "", state.state(), state.reason(), state.since(), counters));
    }

    /** Nobody can log in without the store. */
    @Override
    public boolean required() {
        return true;
    }

    /** What is in the mailbox is read first, since a closed mailbox forgets it. */
    @Override
    @Deactivate
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EMPTY_MAILBOX_MS);
        while (subscription.waiting() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        subscription.close();
        writer.close();
    }
}
