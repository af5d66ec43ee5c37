package org.jackfield.pbx.sim.internal.pbx;

import java.util.Map;
import java.util.function.BiConsumer;
import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** A call that a manager asked for: the phone first, then the dialplan at the wanted extension. */
final class Originate implements Dialler {
    static final int ANSWERED = 4;
    static final int NO_ANSWER = 3;
    static final int FAILED = 0;

    /**
     * What was asked for.
     *
     * @param channel as written, {@code PJSIP/1001}
     * @param channelId becomes the leg's uniqueid; empty for one of the PBX's own
     */
    record Order(
            String actionId,
            String channel,
            String context,
            String exten,
            long timeoutMs,
            String callerNumber,
            String callerName,
            String channelId,
            Map<String, String> variables) {}

    private final Pbx pbx;
    private final Order order;
    private final BiConsumer<Integer, Channel> done;
    private Channel leg;
    private Timeline.Timer patience = () -> {};

    /** @param done told the result code and the leg, which is null when there was none */
    Originate(Pbx pbx, Order order, BiConsumer<Integer, Channel> done) {
        this.pbx = pbx;
        this.order = order;
        this.done = done;
    }

    void start() {
        if (!pbx.hasPhone(order.channel())) {
            done.accept(FAILED, null);
            return;
        }
        Events events = pbx.events();
        leg = pbx.legs().outgoing(order.channel(), order.channelId().isEmpty() ? null : order.channelId(), null);
        leg.originated = true;
        leg.dialler = this;
        leg.application = "AppDial2";
        leg.applicationData = "(Outgoing Line)";
        events.newexten(leg, "AppDial2", "(Outgoing Line)");
        order.variables().forEach((name, value) -> events.setVisibly(leg, name, value));
        if (!order.callerNumber().isEmpty()) {
            leg.ani = order.callerNumber();
            events.newCallerid(leg, order.callerNumber(), order.callerName());
            events.newConnectedLine(leg, order.callerNumber(), order.callerName());
        }
        events.dialBegin(null, leg, leg.line());
        pbx.signalling().account(leg, "", "AppDial2", "(Outgoing Line)");
        patience = pbx.after(order.timeoutMs(), this::noAnswer);
        pbx.signalling().invite(leg);
    }

    @Override
    public void ringing(Channel phone) {
        pbx.events().dialState(null, leg, "RINGING");
    }

    @Override
    public void answered(Channel phone) {
        patience.cancel();
        leg.cdrs.clear();
        pbx.events().dialEnd(null, leg, "ANSWER");
        done.accept(ANSWERED, leg);
        pbx.dialplan().run(leg, order.context(), order.exten());
    }

    @Override
    public void refused(Channel phone) {
        patience.cancel();
        pbx.events().dialEnd(null, leg, Causes.dialStatus(leg.cause));
        leg.cdrs.forEach(cdr -> cdr.result(Causes.dialStatus(leg.cause)));
        done.accept(FAILED, null);
        pbx.legs().end(leg, leg.cause);
    }

    private void noAnswer() {
        if (!leg.ended && leg.dialler == this) {
            done.accept(NO_ANSWER, null);
            leg.techCause = 480;
            pbx.legs().end(leg, Causes.NO_ANSWER);
        }
    }

    /** The event that tells the result to whoever asked asynchronously. */
    void respond(int reason, Channel answered) {
        Message message = pbx.events().begin("OriginateResponse", EventClass.CALL);
        if (!order.actionId().isEmpty()) {
            message.header("ActionID", order.actionId());
        }
        message.header("Response", reason == ANSWERED ? "Success" : "Failure")
                .header("Channel", answered == null ? order.channel() : answered.name)
                .header("Context", order.context())
                .header("Exten", order.exten())
                .header("Reason", reason)
                .header("Uniqueid", leg == null ? order.channelId() : leg.uniqueid)
                .header("CallerIDNum", Channel.known(order.callerNumber()))
                .header("CallerIDName", Channel.known(order.callerName()));
        if (answered != null) {
            for (String variable : pbx.setup().channelVariables()) {
                message.header(
                        "ChanVariable(" + answered.name + ")",
                        variable + "=" + Message.escape(answered.variable(variable)));
            }
        }
        pbx.events().send("OriginateResponse", EventClass.CALL);
    }
}
