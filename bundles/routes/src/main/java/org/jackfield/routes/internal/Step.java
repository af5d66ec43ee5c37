package org.jackfield.routes.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** One thing a route does with an exchange. Never blocks: what takes time completes the stage later. */
interface Step {
    /** The stage of steps that are over at once. */
    CompletionStage<?> TAKEN = CompletableFuture.completedFuture(null);

    CompletionStage<?> take(Exchange exchange);
}
