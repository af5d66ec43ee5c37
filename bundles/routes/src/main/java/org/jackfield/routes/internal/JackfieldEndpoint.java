package org.jackfield.routes.internal;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultEndpoint;

/** A {@code jackfield:} address in a route: either something to start from or a step. */
final class JackfieldEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    /** Makes the consumer of a route that starts here. */
    interface Source {
        Consumer consumer(Endpoint endpoint, Processor processor);
    }

    private final Source source;
    private final boolean manyConsumers;
    private final Step step;

    private JackfieldEndpoint(String uri, Component component, Source source, boolean manyConsumers, Step step) {
        super(uri, component);
        this.source = source;
        this.manyConsumers = manyConsumers;
        this.step = step;
    }

    static JackfieldEndpoint consuming(String uri, Component component, boolean manyConsumers, Source source) {
        return new JackfieldEndpoint(uri, component, source, manyConsumers, null);
    }

    static JackfieldEndpoint producing(String uri, Component component, Step step) {
        return new JackfieldEndpoint(uri, component, null, false, step);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (source == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " is a step; a route starts from jackfield:calls or jackfield:outbox");
        }
        return source.consumer(this, processor);
    }

    @Override
    public Producer createProducer() {
        if (step == null) {
            throw new IllegalArgumentException(getEndpointUri() + " is where a route starts; it is no step");
        }
        return new StepProducer(this, step);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return manyConsumers;
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }

    /** Takes a step; one that is not over at once continues the exchange on the thread that completes it. */
    private static final class StepProducer extends DefaultAsyncProducer {
        private final Step step;

        StepProducer(Endpoint endpoint, Step step) {
            super(endpoint);
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            CompletableFuture<?> taken;
            try {
                taken = step.take(exchange).toCompletableFuture();
            } catch (RuntimeException e) {
                taken = CompletableFuture.failedFuture(e);
            }
            boolean atOnce = taken.isDone();
            taken.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    exchange.setException(RouteFailures.cause(failure));
                }
                callback.done(atOnce);
            });
            return atOnce;
        }
    }
}
