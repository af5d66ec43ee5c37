package org.jackfield.pbx.sim.internal.pbx;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The application Queue: one caller who waits, rings one member after the other and talks to the one who answers. */
public final class QueueCall implements Application, Dialler {
    private static final long TIMEOUT_MS = 60_000;

    private final Pbx pbx;
    private final CallQueue queue;
    private final Channel caller;
    private final QueueEvents events;
    private final long joinedMicros;
    private final Set<Member> tried = new HashSet<>();
    private int place;
    private Member member;
    private Channel leg;
    private Cdr cdr;
    private long ringMicros;
    private long connectedMicros;
    private Timeline.Timer next = () -> {};
    private Timeline.Timer timeout = () -> {};

    QueueCall(Pbx pbx, CallQueue queue, Channel caller) {
        this.pbx = pbx;
        this.queue = queue;
        this.caller = caller;
        this.events = new QueueEvents(pbx.events(), queue);
        this.joinedMicros = pbx.micros();
    }

    public Channel caller() {
        return caller;
    }

    boolean ringing() {
        return member != null;
    }

    public long waitedSeconds() {
        return seconds(joinedMicros, pbx.micros());
    }

    void join() {
        caller.running = this;
        pbx.events().setAll(caller, "", "ANSWEREDTIME", "ANSWEREDTIME_MS", "DIALEDTIME", "DIALEDTIME_MS");
        pbx.events().setAll(caller, "", "QUEUEWAIT", "QUEUEWAIT_MS");
        pbx.accounts().cel(caller, "APP_START");
        queue.waits();
        events.joined(caller);
        caller.journey().queued(queue.name());
        pbx.signalling().musicStart(caller);
        timeout = pbx.after(TIMEOUT_MS, this::giveUp);
        tryNext();
    }

    private void tryNext() {
        if (caller.ended || member != null || caller.running != this) {
            return;
        }
        Optional<Member> free = queue.isTurn(this) ? queue.next(place, tried) : Optional.empty();
        if (free.isEmpty()) {
            tried.clear();
            next = pbx.after(queue.setup().retryMs(), this::tryNext);
        } else {
            ring(free.get());
        }
    }

    private void ring(Member chosen) {
        member = chosen;
        member.reserve(true);
        place = queue.members().indexOf(member) + 1;
        ringMicros = pbx.micros();
        boolean local = queue.setup().local();
        leg = local ? pbx.signalling().dialLocal(caller, member.line(), this) : dialPhone();
        events.called(caller, leg, member);
        pbx.events().dialBegin(caller, leg, member.location());
        cdr = pbx.signalling().account(caller, leg.name, "Queue", caller.applicationData);
        next = pbx.after(queue.setup().ringMs(), this::ringNoAnswer);
        if (local) {
            leg.pair.run();
        } else {
            pbx.signalling().showConnected(caller, leg);
            pbx.signalling().invite(leg);
        }
    }

    private Channel dialPhone() {
        Channel phone = pbx.legs().outgoing("PJSIP/" + member.line(), null, caller.linkedid);
        phone.follow(caller.journey());
        phone.dialler = this;
        phone.at(phone.context(), caller.exten(), 1);
        phone.connectedTo(caller.callerNumber(), caller.callerName());
        phone.application = "AppQueue";
        phone.applicationData = "(Outgoing Line)";
        pbx.events().newexten(phone, "AppQueue", "(Outgoing Line)");
        pbx.events().channel("NewConnectedLine", phone);
        pbx.events().set(phone, "DIALEDPEERNUMBER", member.line());
        return phone;
    }

    @Override
    public void ringing(Channel phone) {
        pbx.events().dialState(caller, leg, "RINGING");
    }

    @Override
    public void answered(Channel phone) {
        next.cancel();
        timeout.cancel();
        pbx.events().dialEnd(caller, leg, "ANSWER");
        pbx.signalling().musicStop(caller);
        leave();
        queue.connected(waitedSeconds());
        pbx.events().set(caller, "QUEUEPOSITION", "1");
        queueWait();
        events.connected(caller, leg, member, waitedSeconds(), ringSeconds());
        member.reserve(false);
        member.talking();
        cdr.result("ANSWER");
        connectedMicros = pbx.micros();
        caller.journey().dequeued(queue.name(), "answered");
        pbx.bridges().join(leg, caller, false);
    }

    @Override
    public void refused(Channel phone) {
        next.cancel();
        String status = leg.isLocal() ? "NOANSWER" : Causes.dialStatus(leg.cause);
        pbx.events().dialEnd(caller, leg, status);
        cdr.result(status);
        missed(leg.cause);
        tryNext();
    }

    private void ringNoAnswer() {
        events.notAnswered(caller, leg, member, ringSeconds());
        pbx.events().dialEnd(caller, leg, "NOANSWER");
        pbx.events().dialEnd(caller, leg, "CANCEL");
        missed(0);
        next = pbx.after(queue.setup().retryMs(), this::tryNext);
    }

    private void missed(int cause) {
        if (cause != 0) {
            events.notAnswered(caller, leg, member, ringSeconds());
        }
        tried.add(member);
        stopRinging(cause);
    }

    private void stopRinging(int cause) {
        cdr.close(caller, pbx.micros());
        member.reserve(false);
        member = null;
        pbx.legs().end(leg, cause);
    }

    @Override
    public void callerGone(boolean asked) {
        if (connectedMicros != 0) {
            hungUp(caller, asked);
            return;
        }
        next.cancel();
        timeout.cancel();
        caller.hangupSource = asked ? caller.name : "";
        if (asked) {
            pbx.events().hangupRequest(caller, 0);
        }
        pbx.signalling().musicStop(caller);
        if (member != null) {
            pbx.events().dialEnd(caller, leg, "CANCEL");
            pbx.events().dialEnd(caller, leg, "CANCEL");
        } else if (caller.cdrs.isEmpty()) {
            pbx.signalling()
                    .account(caller, "", "Queue", caller.applicationData)
                    .result("ANSWER");
        }
        queueWait();
        long sinceDialled = (pbx.micros() - caller.createdMicros) / 1000;
        pbx.events().set(caller, "DIALEDTIME", Long.toString(sinceDialled / 1000));
        pbx.events().set(caller, "DIALEDTIME_MS", Long.toString(sinceDialled));
        pbx.events().setAll(caller, "0", "ANSWEREDTIME", "ANSWEREDTIME_MS");
        pbx.events().set(caller, "ABANDONED", "TRUE");
        queue.abandoned();
        int position = queue.waiting().indexOf(this) + 1;
        events.abandoned(caller, position, waitedSeconds());
        leave();
        pbx.events().set(caller, "QUEUEPOSITION", Integer.toString(position));
        caller.journey().dequeued(queue.name(), "abandoned");
        pbx.accounts().cel(caller, "APP_END");
        pbx.events().softHangup(caller);
        if (member != null) {
            stopRinging(0);
        }
        pbx.legs().end(caller, 0);
    }

    @Override
    public void peerGone(Channel peer, boolean asked) {
        hungUp(peer, asked);
    }

    private void hungUp(Channel first, boolean asked) {
        if (asked) {
            caller.hangupSource = first.name;
            leg.hangupSource = first.name;
            pbx.events().hangupRequest(first, 0);
        }
        pbx.bridges().part(first);
        pbx.signalling().talkTimes(caller, (pbx.micros() - connectedMicros) / 1_000_000 * 1_000_000);
        complete(first == caller ? "caller" : "agent");
        pbx.events().softHangup(caller);
        pbx.legs().end(leg, Causes.NORMAL);
        pbx.legs().end(caller, Causes.NORMAL);
    }

    private void complete(String reason) {
        long talked = seconds(connectedMicros, pbx.micros());
        events.completed(caller, leg, member, seconds(joinedMicros, connectedMicros), talked, reason);
        member.completed();
        queue.completed(talked);
        caller.running = null;
        pbx.accounts().cel(caller, "APP_END");
    }

    @Override
    public void callerTaken() {
        next.cancel();
        timeout.cancel();
        if (connectedMicros != 0) {
            pbx.signalling().talkTimes(caller, pbx.micros() - connectedMicros);
            complete("transfer");
        } else {
            stopWaiting("transferred");
        }
    }

    private void giveUp() {
        next.cancel();
        pbx.events().set(caller, "QUEUESTATUS", "TIMEOUT");
        stopWaiting("timeout");
        pbx.dialplan().queueTimedOut(caller);
    }

    private void stopWaiting(String outcome) {
        pbx.signalling().musicStop(caller);
        if (member != null) {
            pbx.events().dialEnd(caller, leg, "CANCEL");
            stopRinging(0);
        }
        leave();
        caller.running = null;
        caller.journey().dequeued(queue.name(), outcome);
        pbx.accounts().cel(caller, "APP_END");
    }

    private void leave() {
        events.left(caller, queue.leave(this));
    }

    private void queueWait() {
        pbx.events().set(caller, "QUEUEWAIT", Long.toString(waitedSeconds()));
        pbx.events().set(caller, "QUEUEWAIT_MS", Long.toString(waitedSeconds() * 1000));
    }

    private long ringSeconds() {
        return seconds(ringMicros, pbx.micros());
    }

    /** As Asterisk counts in queues: by the clock's full seconds. */
    private static long seconds(long fromMicros, long toMicros) {
        return toMicros / 1_000_000 - fromMicros / 1_000_000;
    }
}
