package org.jackfield.routes.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.store.Outbox;
import org.jackfield.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks what is due in the outbox and has each connector's own lane give it to the route. A connector that is slow,
 * away, or left alone by its breaker keeps its rows and holds up nobody else's.
 */
final class OutboxConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxConsumer.class);

    private final House house;
    private final RouteFailures failures;
    private final Duration gather;
    private final Map<String, OutboxLane> lanes = new ConcurrentHashMap<>();
    private ExecutorService workers;

    /** @param gather how long activities are gathered for a connector that takes several at once */
    OutboxConsumer(
            Endpoint endpoint,
            Processor processor,
            House house,
            RouteFailures failures,
            Duration poll,
            Duration gather) {
        super(endpoint, processor);
        this.house = house;
        this.failures = failures;
        this.gather = gather;
        setDelay(poll.toMillis());
        setInitialDelay(poll.toMillis());
        setExceptionHandler(failures.of(this));
    }

    @Override
    protected int poll() {
        Outbox outbox = house.outbox;
        if (outbox == null) {
            return 0;
        }
        try {
            int started = 0;
            for (Outbox.Due due : outbox.due(Clock.systemUTC().instant())) {
                started += start(outbox, due) ? 1 : 0;
            }
            return started;
        } catch (StoreException e) {
            LOG.debug("The outbox cannot be read now; the store says so itself", e);
            return 0;
        }
    }

    private boolean start(Outbox outbox, Outbox.Due due) {
        Optional<CrmConnector> connector = house.connector(due.tenant(), due.connector());
        BreakerState breaker = house.breaker(due.connector());
        if (connector.isEmpty() || breaker == BreakerState.OPEN) {
            return false;
        }
        OutboxLane lane = lanes.computeIfAbsent(due.connector(), name -> new OutboxLane(name, due.tenant(), this));
        return lane.start(outbox, due.rows(), connector.get().logBatch(), breaker == BreakerState.HALF_OPEN, workers);
    }

    Duration gather() {
        return gather;
    }

    RouteFailures failures() {
        return failures;
    }

    @Override
    protected void doStart() throws Exception {
        workers = getEndpoint().getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "outbox");
        super.doStart();
    }

    /** Lanes finish the batch they are at; what is not settled then is given again, which changes nothing. */
    @Override
    protected void doStop() throws Exception {
        super.doStop();
        lanes.values().forEach(OutboxLane::stop);
        lanes.clear();
        getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
    }
}
