package org.jackfield.pbx.sim.internal.desk;

import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.Journey;
import org.jackfield.pbx.sim.internal.pbx.Party;
import org.jackfield.pbx.sim.internal.pbx.Pbx;

/** One running call: carries its plan out and keeps its record. */
final class Encounter implements Journey, Party {
    private final Desk desk;
    private final Pbx pbx;
    private final CallPlan plan;
    private Channel caller;
    private CallRecord record;
    private CallRecord.Leg customer;
    private int rung;
    private int live;
    private boolean answered;
    private boolean transferred;

    Encounter(Desk desk, CallPlan plan) {
        this.desk = desk;
        this.pbx = desk.pbx();
        this.plan = plan;
    }

    CallPlan plan() {
        return plan;
    }

    boolean begunBy(Channel leg) {
        return leg == caller;
    }

    @Override
    public void begun(Channel first) {
        caller = first;
        record = new CallRecord(plan, first.linkedid(), now());
        if (plan.direction() == CallPlan.Direction.INBOUND) {
            customer = joined(first);
        }
        if (plan.patienceMs() > 0) {
            pbx.after(plan.patienceMs(), () -> {
                if (!answered) {
                    pbx.hangup(caller);
                }
            });
        }
    }

    /** A phone has a new leg of this call. */
    CallRecord.Leg joined(Channel leg) {
        live++;
        CallRecord.Leg part = new CallRecord.Leg(leg.line(), leg.uniqueid());
        record.add(part);
        return part;
    }

    /** What the next ringing phone does. */
    CallPlan.Ring nextRing() {
        return plan.ring(rung++);
    }

    /** The call goes on to somebody outside. */
    void dialled(String number) {
        if (plan.to().isEmpty()) {
            record.to(number);
        }
    }

    void left(Channel leg, CallRecord.Leg part) {
        part.ended(now());
        if (leg == caller) {
            record.cause(leg.cause());
        }
        if (--live == 0) {
            desk.finished(record.json(now()));
        }
    }

    /**
     * The two sides hear each other; what the plan has for the conversation begins.
     *
     * @param leg the agent's; of two agents the one who was called
     */
    void connected(Channel leg, AgentPhone agent) {
        if (!answered) {
            answered = true;
            for (CallPlan.Hold hold : plan.holds()) {
                agent.later(hold.afterMs(), leg, () -> agent.hold(leg));
                agent.later(hold.afterMs() + hold.forMs(), leg, () -> agent.retrieve(leg));
            }
        }
        if (plan.transfer().isPresent() && !transferred) {
            CallPlan.Transfer transfer = plan.transfer().get();
            transferred = true;
            agent.later(transfer.afterMs(), leg, () -> agent.transfer(leg, transfer.to(), transfer.byKeypad()));
        } else if (plan.talkMs() > 0 && leg == caller) {
            if (plan.callerEnds()) {
                agent.later(plan.talkMs(), leg, () -> pbx.hangup(leg));
            }
        } else if (plan.talkMs() > 0 && plan.callerEnds()) {
            pbx.after(plan.talkMs(), () -> pbx.hangup(caller));
        } else if (plan.talkMs() > 0) {
            agent.later(plan.talkMs(), leg, () -> pbx.hangup(leg));
        }
    }

    /** The customer, of a call that came in, hears somebody. */
    @Override
    public void connected(Channel leg) {
        customer.answered(now());
    }

    @Override
    public void ended(Channel leg) {
        left(leg, customer);
    }

    @Override
    public void queued(String queue) {
        record.queued(queue, now());
    }

    @Override
    public void dequeued(String queue, String outcome) {
        record.dequeued(outcome, now());
    }

    @Override
    public void transferred(String kind, String from, String to) {
        record.transferred(kind, from, to, now());
    }

    @Override
    public void endedBy(String who) {
        record.endedBy(who.equals("trunk") ? "customer" : who);
    }

    long now() {
        return pbx.micros() / 1000;
    }
}
