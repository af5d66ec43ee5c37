package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;

/** How the wait in a queue ends. */
final class Waiting {
    private final Exchange x;

    Waiting(Exchange x) {
        this.x = x;
    }

    /** Who waited in a queue goes on elsewhere: sent there, or after its time was up. */
    void movedOn(Channel c) {
        Journey call = c.journey;
        if (call.leavingQueue() && c == call.originator) {
            left(call, call.cutShort ? QueueOutcome.TRANSFERRED : QueueOutcome.TIMEOUT, call.leftQueueAt);
        }
    }

    /** Tells that the call is in no queue any longer; nothing if it was in none. */
    void left(Journey call, QueueOutcome outcome, Instant at) {
        if (call.queue.isEmpty()) {
            return;
        }
        x.say(new Signal.QueueLeft(call.key, at, call.queue, outcome));
        Channel first = call.originator;
        boolean goesOn = outcome != QueueOutcome.ANSWERED && outcome != QueueOutcome.ABANDONED;
        if (goesOn && first != null && first.live() && first.state == ConnectionState.CONNECTED) {
            x.say(new Signal.LegChanged(call.key, at, first.id, ConnectionState.CONNECTED));
        }
        call.queue = "";
        call.leaving = null;
        call.cutShort = false;
        x.later.cancel(call);
    }
}
