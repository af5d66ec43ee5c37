package org.jackfield.pbx.sim.internal.desk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.ChannelState;
import org.jackfield.pbx.sim.internal.pbx.Party;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/**
 * An agent with a phone of one line. By itself it does what the plan of each call says; a manual one rings until
 * somebody acts through it.
 */
final class AgentPhone implements Party {
    private static final long RINGS_AFTER_MS = 2;
    private static final int BUSY_HERE = 486;
    private static final int DECLINE = 603;

    private final Desk desk;
    private final Pbx pbx;
    private final PbxSetup.Line line;
    private final boolean manual;
    private final long ringMs;
    private final Map<Channel, CallRecord.Leg> legs = new LinkedHashMap<>();

    /** @param ringMs how long calls from outside ring here before they are answered; 0 to follow their plans */
    AgentPhone(Desk desk, PbxSetup.Line line, boolean manual, long ringMs) {
        this.desk = desk;
        this.pbx = desk.pbx();
        this.line = line;
        this.manual = manual;
        this.ringMs = ringMs;
    }

    boolean idle() {
        return legs.isEmpty();
    }

    /** Dials; the call goes as its plan says. */
    Channel dial(Encounter call) {
        Channel leg = pbx.callOut(line, call.plan().to(), this, call);
        legs.put(leg, call.joined(leg));
        return leg;
    }

    @Override
    public void invited(Channel leg) {
        Encounter call = encounter(leg);
        CallRecord.Leg part = call.joined(leg);
        boolean busy = !legs.isEmpty();
        legs.put(leg, part);
        if (busy) {
            part.refused("busy");
            pbx.refuse(leg, BUSY_HERE);
            return;
        }
        CallPlan.Ring plan = call.nextRing();
        boolean slow = ringMs > 0 && call.plan().direction() == CallPlan.Direction.INBOUND;
        CallPlan.Ring ring = slow ? CallPlan.Ring.answer(ringMs) : plan;
        pbx.after(RINGS_AFTER_MS, () -> ring(leg, part, ring));
    }

    private void ring(Channel leg, CallRecord.Leg part, CallPlan.Ring ring) {
        if (leg.ended()) {
            return;
        }
        part.rang(now());
        desk.rings(line.number(), leg);
        pbx.ringing(leg);
        if (!manual) {
            pbx.after(ring.afterMs(), () -> {
                switch (ring.does()) {
                    case ANSWER -> answer(leg);
                    case REJECT -> refuse(leg, BUSY_HERE, "rejected");
                    case DECLINE -> refuse(leg, DECLINE, "rejected");
                    case MISS -> {}
                }
            });
        }
    }

    /** Somebody outside the script called this phone, a manager for instance: a plan is made up. */
    private Encounter encounter(Channel leg) {
        if (leg.journey() instanceof Encounter planned) {
            return planned;
        }
        Encounter call = new Encounter(desk, desk.improvise(line.number()));
        leg.follow(call);
        call.begun(leg);
        return call;
    }

    private void answer(Channel leg) {
        if (!leg.ended() && leg.state() == ChannelState.RINGING) {
            legs.get(leg).answered(now());
            pbx.answer(leg);
        }
    }

    private void refuse(Channel leg, int sipCode, String outcome) {
        if (!leg.ended() && leg.state() == ChannelState.RINGING) {
            legs.get(leg).refused(outcome);
            pbx.refuse(leg, sipCode);
        }
    }

    @Override
    public void connected(Channel leg) {
        legs.get(leg).answered(now());
        Encounter call = (Encounter) leg.journey();
        boolean calledColleague = call.begunBy(leg) && call.plan().direction() == CallPlan.Direction.INTERNAL;
        if (!calledColleague) {
            call.connected(leg, this);
        }
    }

    @Override
    public void ended(Channel leg) {
        CallRecord.Leg part = legs.remove(leg);
        if (part != null) {
            ((Encounter) leg.journey()).left(leg, part);
        }
    }

    @Override
    public void notified(String event) {
        if (event.equals("talk") || event.equals("hold")) {
            act(event, "");
        }
    }

    /** Something the agent does in a conversation; a manual phone does nothing by itself. */
    void later(long delayMs, Channel leg, Runnable deed) {
        if (!manual) {
            pbx.after(delayMs, () -> {
                if (!leg.ended() && leg.talking()) {
                    deed.run();
                }
            });
        }
    }

    void hold(Channel leg) {
        legs.get(leg).held(now());
        pbx.hold(leg);
    }

    void retrieve(Channel leg) {
        legs.get(leg).retrieved(now());
        pbx.retrieve(leg);
    }

    void transfer(Channel leg, String to, boolean byKeypad) {
        if (byKeypad) {
            pbx.transferByKeypad(leg, to);
        } else {
            pbx.transfer(leg, to);
        }
    }

    /**
     * A hand on the phone: {@code answer}, {@code reject}, {@code hold}, {@code retrieve}, {@code hangup},
     * {@code transfer} or, as a phone understands uaCSTA's {@code talk}, answer or retrieve.
     *
     * @return what is wrong, if something is
     */
    Optional<String> act(String deed, String to) {
        Predicate<Channel> ringing = leg -> leg.state() == ChannelState.RINGING;
        return switch (deed) {
            case "answer" -> with(ringing, this::answer, "rings");
            case "reject" -> with(ringing, leg -> refuse(leg, BUSY_HERE, "rejected"), "rings");
            case "hold" -> with(leg -> leg.talking() && !leg.held(), this::hold, "talks");
            case "retrieve" -> with(Channel::held, this::retrieve, "is held");
            case "transfer" -> with(Channel::talking, leg -> transfer(leg, to, false), "talks");
            case "hangup" -> with(leg -> true, pbx::hangup, "is up");
            case "talk" -> {
                Optional<String> answered = act("answer", to);
                yield answered.isEmpty() ? answered : act("retrieve", to);
            }
            default ->
                Optional.of(
                        "Do: " + deed + " is not known; use answer, reject, hold, retrieve, transfer, hangup or talk");
        };
    }

    private Optional<String> with(Predicate<Channel> which, Consumer<Channel> deed, String state) {
        Optional<Channel> leg = legs.keySet().stream()
                .filter(each -> !each.ended() && which.test(each))
                .findFirst();
        leg.ifPresent(deed);
        return leg.isPresent() ? Optional.empty() : Optional.of("No call " + state + " at line " + line.number());
    }

    private long now() {
        return pbx.micros() / 1000;
    }
}
