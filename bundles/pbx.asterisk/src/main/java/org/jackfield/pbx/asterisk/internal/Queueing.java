package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.time.Instant;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;

/**
 * app_queue: callers that wait, and the phones that ring for them. That somebody left a queue is told as soon as it is
 * known why: an agent was reached, the caller hung up or was sent elsewhere, or neither and the time was up.
 */
final class Queueing {
    /** Whether an agent was reached, or where else the caller is, is told within milliseconds. */
    private static final Duration WHY_FOLLOWS = Duration.ofMillis(500);

    private final Exchange x;
    private final Serving serving;

    Queueing(Exchange x, Serving serving) {
        this.x = x;
        this.serving = serving;
    }

    void queueJoin(AmiMessage m, Instant at) {
        x.channel(m.get("Uniqueid")).ifPresent(c -> {
            Journey call = c.journey;
            if (call.told && call.queue.equals(m.get("Queue")) && !call.leavingQueue()) {
                return; // a snapshot has told it already
            }
            x.whoLeft.goesOn(c);
            x.calls(c);
            x.callerActs(c, m, at);
            x.tell(call, at);
            x.waiting.movedOn(c);
            x.transfers.arrived(call);
            serving.movesOn(c, at);
            call.queue = m.get("Queue");
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

    /**
     * Whoever abandons a queue hangs up; or his time was up, or he was sent elsewhere, which app_queue calls the same.
     * Sent elsewhere was who goes on although a phone was still ringing for him.
     */
    void abandoned(Channel c, Instant at) {
        x.whoLeft.leftFirst(c);
        leaving(c, QueueOutcome.ABANDONED, at);
        c.journey.cutShort = c.journey.channels.stream()
                .anyMatch(o -> !o.offeredBy.isEmpty()
                        && !o.over
                        && o.state != ConnectionState.CONNECTED
                        && !o.dialStatus.equals("NOANSWER"));
    }

    void left(Channel c, Instant at) {
        leaving(c, c.hangupRequested ? QueueOutcome.ABANDONED : QueueOutcome.TIMEOUT, at);
    }

    private void leaving(Channel c, QueueOutcome outcome, Instant at) {
        Journey call = c.journey;
        if (!call.queue.isEmpty() && !call.leavingQueue()) {
            call.leaving = outcome;
            call.leftQueueAt = at;
            x.later.put(call, at, WHY_FOLLOWS, () -> x.waiting.left(call, call.leaving, at));
        } else if (outcome == QueueOutcome.ABANDONED) {
            call.leaving = outcome;
        }
    }

    void answered(Channel c, Instant at) {
        x.waiting.left(c.journey, QueueOutcome.ANSWERED, at);
    }
}
