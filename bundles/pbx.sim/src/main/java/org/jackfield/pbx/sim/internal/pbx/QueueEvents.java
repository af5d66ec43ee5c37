package org.jackfield.pbx.sim.internal.pbx;

import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** The events about callers and agents of one queue, as Asterisk 22 words them. */
final class QueueEvents {
    private final Events events;
    private final CallQueue queue;

    QueueEvents(Events events, CallQueue queue) {
        this.events = events;
        this.queue = queue;
    }

    void joined(Channel caller) {
        int position = queue.waiting().size();
        send("QueueCallerJoin", about("QueueCallerJoin", caller).header("Position", position));
    }

    void left(Channel caller, int position) {
        send("QueueCallerLeave", about("QueueCallerLeave", caller).header("Position", position));
    }

    private void send(String event, Message message) {
        message.header("Count", queue.waiting().size());
        events.send(event, EventClass.AGENT);
    }

    void abandoned(Channel caller, int position, long waitedSeconds) {
        about("QueueCallerAbandon", caller)
                .header("Position", position)
                .header("OriginalPosition", position)
                .header("HoldTime", waitedSeconds);
        events.send("QueueCallerAbandon", EventClass.AGENT);
    }

    void called(Channel caller, Channel leg, Member member) {
        agent("AgentCalled", caller, leg, member);
        events.send("AgentCalled", EventClass.AGENT);
    }

    /** The one queue event whose time is in milliseconds. */
    void notAnswered(Channel caller, Channel leg, Member member, long rangSeconds) {
        agent("AgentRingNoAnswer", caller, leg, member).header("RingTime", rangSeconds * 1000);
        events.send("AgentRingNoAnswer", EventClass.AGENT);
    }

    void connected(Channel caller, Channel leg, Member member, long waitedSeconds, long rangSeconds) {
        agent("AgentConnect", caller, leg, member)
                .header("HoldTime", waitedSeconds)
                .header("RingTime", rangSeconds);
        events.send("AgentConnect", EventClass.AGENT);
    }

    void completed(Channel caller, Channel leg, Member member, long waitedSeconds, long talkedSeconds, String reason) {
        agent("AgentComplete", caller, leg, member)
                .header("HoldTime", waitedSeconds)
                .header("TalkTime", talkedSeconds)
                .header("Reason", reason);
        events.send("AgentComplete", EventClass.AGENT);
    }

    private Message about(String event, Channel caller) {
        return events.about(event, EventClass.AGENT, caller).header("Queue", queue.name());
    }

    private Message agent(String event, Channel caller, Channel leg, Member member) {
        return events.about(event, EventClass.AGENT, caller)
                .raw(leg.headers("Dest", true))
                .header("Queue", queue.name())
                .header("Interface", member.location())
                .header("MemberName", member.name());
    }
}
