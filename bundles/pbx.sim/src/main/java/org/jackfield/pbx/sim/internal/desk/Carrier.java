package org.jackfield.pbx.sim.internal.desk;

import java.util.HashMap;
import java.util.Map;
import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.Party;
import org.jackfield.pbx.sim.internal.pbx.Pbx;

/** The people outside whom the desk calls. */
final class Carrier implements Party {
    private static final int BUSY_HERE = 486;

    private final Pbx pbx;
    private final Map<Channel, CallRecord.Leg> legs = new HashMap<>();

    Carrier(Pbx pbx) {
        this.pbx = pbx;
    }

    @Override
    public void invited(Channel leg) {
        Encounter call = (Encounter) leg.journey();
        CallRecord.Leg part = call.joined(leg);
        call.dialled(leg.callerNumber());
        legs.put(leg, part);
        CallPlan.Ring plan = call.nextRing();
        if (plan.does() == CallPlan.Does.REJECT || plan.does() == CallPlan.Does.DECLINE) {
            pbx.after(plan.afterMs(), () -> {
                part.refused("busy");
                pbx.refuse(leg, BUSY_HERE);
            });
            return;
        }
        pbx.after(1, () -> {
            part.rang(call.now());
            pbx.ringing(leg);
        });
        if (plan.does() == CallPlan.Does.ANSWER) {
            pbx.after(plan.afterMs(), () -> {
                if (!leg.ended()) {
                    part.answered(call.now());
                    pbx.answer(leg);
                }
            });
        }
    }

    @Override
    public void connected(Channel leg) {
        CallPlan plan = ((Encounter) leg.journey()).plan();
        if (plan.direction() == CallPlan.Direction.OUTBOUND && !plan.callerEnds() && plan.talkMs() > 0) {
            pbx.after(plan.talkMs(), () -> pbx.hangup(leg));
        }
    }

    @Override
    public void ended(Channel leg) {
        CallRecord.Leg part = legs.remove(leg);
        if (part != null) {
            ((Encounter) leg.journey()).left(leg, part);
        }
    }
}
