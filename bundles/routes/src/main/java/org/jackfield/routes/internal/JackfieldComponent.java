package org.jackfield.routes.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jackfield.api.Word;
import org.jackfield.api.event.CallEventType;

/**
 * The words routes are written in: {@code from("jackfield:calls?event=delivered")}, {@code from("jackfield:outbox")},
 * and a step for each thing the house can do with a call, see {@link Steps}.
 */
final class JackfieldComponent extends DefaultComponent {
    private static final Duration OUTBOX_POLL = Duration.ofSeconds(1);
    private static final Duration OUTBOX_GATHER = Duration.ofSeconds(10);

    private final CallLanes lanes;
    private final House house;
    private final Steps steps;
    private final RouteFailures failures;

    JackfieldComponent(CallLanes lanes, House house, Steps steps, RouteFailures failures) {
        this.lanes = lanes;
        this.house = house;
        this.steps = steps;
        this.failures = failures;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return switch (remaining) {
            case "calls" -> calls(uri, parameters);
            case "outbox" -> outbox(uri, parameters);
            default -> JackfieldEndpoint.producing(uri, this, steps.named(remaining, parameters));
        };
    }

    private Endpoint calls(String uri, Map<String, Object> parameters) {
        Set<CallEventType> events = events(getAndRemoveParameter(parameters, "event", String.class, ""));
        String lane = getAndRemoveParameter(parameters, "lane", String.class, CallLanes.OTHERS);
        if (!lane.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("lane '" + lane + "' is not 1 to 32 of a-z, 0-9 and dash");
        }
        return JackfieldEndpoint.consuming(
                uri,
                this,
                true,
                (endpoint, processor) -> new CallsConsumer(endpoint, processor, lanes, lane, events, failures));
    }

    private Endpoint outbox(String uri, Map<String, Object> parameters) {
        long pollMs = getAndRemoveParameter(parameters, "pollMs", Long.class, OUTBOX_POLL.toMillis());
        long gatherMs = getAndRemoveParameter(parameters, "gatherMs", Long.class, OUTBOX_GATHER.toMillis());
        if (pollMs < 10 || gatherMs < 0 || gatherMs > 600_000) {
            throw new IllegalArgumentException("pollMs must be 10 or more and gatherMs 0 to 600000");
        }
        // Two routes that drain the outbox would log every call twice, so Camel refuses the second one.
        return JackfieldEndpoint.consuming(
                uri,
                this,
                false,
                (endpoint, processor) -> new OutboxConsumer(
                        endpoint, processor, house, failures, Duration.ofMillis(pollMs), Duration.ofMillis(gatherMs)));
    }

    private static Set<CallEventType> events(String words) {
        Set<CallEventType> events = EnumSet.noneOf(CallEventType.class);
        Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(word -> events.add(Word.of(CallEventType.class, word)));
        return events.isEmpty() ? EnumSet.allOf(CallEventType.class) : events;
    }
}
