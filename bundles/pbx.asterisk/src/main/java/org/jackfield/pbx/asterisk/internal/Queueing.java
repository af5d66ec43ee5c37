package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;

/** app_queue: callers that wait, and the phones that ring for them. */
final class Queueing {
    private final Exchange x;
    private final Serving serving;

    Queueing(Exchange x, Serving serving) {
        this.x = x;
        this.serving = serving;
    }

    void queueJoin(AmiMessage m, Instant at) {
        x.channel(m.get("Uniqueid")).ifPresent(c -> {
            Journey call = c.journey;
            if (call.told && call.queue.equals(m.get("Queue"))) {
                return; // a snapshot has told it already
            }
            c.leftFirst = false;
            x.callerActs(c, m, at);
            x.tell(call, at);
            x.arrived(call);
            serving.movesOn(c, at);
            call.queue = m.get("Queue");
            call.leavingQueue = false;
            x.say(new Signal.QueueEntered(call.key, at, call.queue));
            if (c.told) {
                x.say(new Signal.LegChanged(call.key, at, c.id, ConnectionState.QUEUED));
            }
        });
    }

    void agentCalled(AmiMessage m, Instant at) {
        x.channel(m.get("DestUniqueid")).ifPresent(c -> {
            c.offeredBy = m.get("Queue");
            if (c.told) {
                x.say(new Signal.QueueOffered(c.journey.key, at, c.offeredBy, c.id));
            }
        });
    }

    void abandoned(AmiMessage m, Instant at) {
        x.channel(m.get("Uniqueid")).ifPresent(c -> c.leftFirst = !c.takenDown);
        left(m, QueueOutcome.ABANDONED, at);
    }

    void left(AmiMessage m, QueueOutcome outcome, Instant at) {
        x.channel(m.get("Uniqueid")).ifPresent(c -> x.leaveQueue(c.journey, outcome, at));
    }
}
