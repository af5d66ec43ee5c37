package org.jackfield.routes.internal;

import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;

/** Starts a route for each call event of its kinds, on the lane's own thread, one after the other. */
final class CallsConsumer extends DefaultConsumer implements CallLanes.Listener {
    private final CallLanes lanes;
    private final String lane;
    private final Set<CallEventType> events;

    CallsConsumer(
            Endpoint endpoint,
            Processor processor,
            CallLanes lanes,
            String lane,
            Set<CallEventType> events,
            RouteFailures failures) {
        super(endpoint, processor);
        this.lanes = lanes;
        this.lane = lane;
        this.events = events;
        setExceptionHandler(failures.of(this));
    }

    @Override
    public void on(CallFact fact) {
        if (!events.contains(fact.event()) || isSuspendingOrSuspended()) {
            return;
        }
        Exchange exchange = createExchange(true);
        exchange.getIn().setBody(fact);
        CallVariables.set(exchange, fact);
        getAsyncProcessor().process(exchange, defaultConsumerCallback(exchange, true));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lanes.join(lane, this);
    }

    @Override
    protected void doStop() throws Exception {
        lanes.leave(lane, this);
        super.doStop();
    }
}
