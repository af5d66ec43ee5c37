package org.jackfield.crm.salesforce.internal.voice;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Direction;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.salesforce.internal.rest.TelephonyApi;

/**
 * Tells Salesforce Voice of each call while it is up, and how it ended. That is for this moment only: what could not be
 * told is not told later, and the Task of the call is written by the outbox all the same. Withheld, own and internal
 * numbers are not told.
 */
public final class VoiceCalls implements EventLog.Reader, AutoCloseable {
    private static final int MAILBOX = 10_000;
    private static final int MOST_OPEN = 10_000;

    private final String tenant;
    private final TelephonyApi api;
    private final NumberPlan numbers;
    private final Consumer<Runnable> later;
    private final Duration patience;
    private final AtomicLong told = new AtomicLong();
    private final Set<String> open = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_OPEN;
        }
    });
    private final EventLog.Subscription subscription;

    /** @param later runs what waits for Salesforce, in order */
    public VoiceCalls(
            String name,
            String tenant,
            TelephonyApi api,
            NumberPlan numbers,
            EventLog log,
            Consumer<Runnable> later,
            Duration patience) {
        this.tenant = tenant;
        this.api = api;
        this.numbers = numbers;
        this.later = later;
        this.patience = patience;
        subscription = log.subscribe(name + "-voice", MAILBOX, event -> false, this);
    }

    /** How many calls were told of. */
    public long told() {
        return told.get();
    }

    @Override
    public void on(Event event) {
        if (event.tenant().equals(tenant) && event.fact() instanceof CallFact fact && !fact.reconstructed()) {
            Call call = fact.call();
            if (fact.event() == CallEventType.CALL_CLEARED) {
                if (open.remove(call.id())) {
                    later.accept(() -> api.send("PATCH", "/voiceCalls/" + call.id(), VoiceFields.end(call), patience));
                }
            } else if (begins(fact.event(), call) && open.add(call.id())) {
                later.accept(() -> {
                    api.send("POST", "/voiceCalls", VoiceFields.start(call, api.callCenter()), patience);
                    told.incrementAndGet();
                });
            }
        }
    }

    private boolean begins(CallEventType event, Call call) {
        boolean inbound = call.direction() == Direction.INBOUND
                && (event == CallEventType.DELIVERED || event == CallEventType.QUEUED);
        boolean outbound = call.direction() == Direction.OUTBOUND
                && (event == CallEventType.ORIGINATED || event == CallEventType.DELIVERED);
        return (inbound || outbound)
                && call.remote()
                        .number()
                        .filter(number -> numbers.read(call.link(), number).kind() == PhoneNumber.Kind.PUBLIC)
                        .isPresent();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
