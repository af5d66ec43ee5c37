package org.jackfield.pbx.sim.internal.pbx;

import java.util.HashMap;
import java.util.Map;

/** What the PBX does with a number that is called. */
final class Dialplan {
    static final String INTERNAL = "internal";
    private static final String FROM_TRUNK = "from-trunk";
    private static final int OUTSIDE_SECONDS = 60;
    private static final long AFTER_ANSWER_MS = 10;
    private static final String QUEUE_OPTIONS = ",tTkKwWxX,,,60";

    private final Pbx pbx;
    private final Map<String, CallQueue> queuesByNumber = new HashMap<>();
    private final Map<String, String> linesByNumber = new HashMap<>();

    Dialplan(Pbx pbx) {
        this.pbx = pbx;
        pbx.queues().forEach(queue -> queuesByNumber.put(queue.number(), queue));
        pbx.setup().lines().forEach(line -> linesByNumber.put(PbxSetup.ddi(line.number()), line.number()));
    }

    /** Begins at an extension. Every context but the trunk's knows the lines, the queues and the outside. */
    void run(Channel leg, String context, String exten) {
        if (context.equals(FROM_TRUNK)) {
            fromOutside(leg, exten);
        } else if (pbx.isLine(exten)) {
            pbx.events().step(leg, INTERNAL, exten, 1, "NoOp", "agent " + exten);
            resume(leg);
        } else {
            leg.at(context, exten, 1);
            resume(leg);
        }
    }

    /** Goes on at the leg's extension, whose first step a transfer has shown already. */
    void resume(Channel leg) {
        if (pbx.isLine(leg.exten())) {
            dialLine(leg, leg.exten());
        } else if (queuesByNumber.containsKey(leg.exten())) {
            enterQueue(leg, leg.context(), queuesByNumber.get(leg.exten()));
        } else if (leg.exten().matches("\\+?[0-9]{5,15}")) {
            dialOutside(leg);
        } else {
            unallocated(leg);
        }
    }

    private void fromOutside(Channel leg, String number) {
        Events events = pbx.events();
        CallQueue queue = queuesByNumber.get(number);
        if (queue != null) {
            enterQueue(leg, FROM_TRUNK, queue);
        } else if (linesByNumber.containsKey(number)) {
            String line = linesByNumber.get(number);
            events.step(leg, FROM_TRUNK, number, 1, "NoOp", "DDI");
            events.step(leg, FROM_TRUNK, number, 2, "Goto", "internal," + line + ",1");
            run(leg, INTERNAL, line);
        } else {
            unallocated(leg);
        }
    }

    private void enterQueue(Channel leg, String context, CallQueue queue) {
        Events events = pbx.events();
        String number = queue.number();
        int step = 1;
        if (number.equals(pbx.setup().mainNumber())) {
            events.step(leg, context, number, step++, "NoOp", "main number");
            events.step(leg, context, number, step++, "Set", "CALL_REF=" + leg.uniqueid);
            events.setVisibly(leg, "CALL_REF", leg.uniqueid);
        }
        events.step(leg, context, number, step, "Answer", "");
        int next = step + 1;
        if (leg.state() != ChannelState.UP) {
            pbx.signalling().up(leg);
            pbx.accounts().cel(leg, "ANSWER");
        }
        pbx.after(AFTER_ANSWER_MS, () -> {
            if (!leg.ended) {
                events.step(leg, context, number, next, "Queue", queue.name() + QUEUE_OPTIONS);
                queue.join(leg);
            }
        });
    }

    void queueTimedOut(Channel leg) {
        pbx.events().step(leg, leg.context(), leg.exten(), 5, "Hangup", "");
        hangup(leg, Causes.NORMAL);
    }

    private void dialLine(Channel leg, String line) {
        Dial.Target target = Dial.Target.line(line);
        pbx.events().step(leg, INTERNAL, line, 2, "GotoIf", "0?cf");
        pbx.events().step(leg, INTERNAL, line, 3, "Dial", target.data(PbxSetup.RING_SECONDS));
        new Dial(pbx, leg, target, status -> afterLine(leg, status)).start(PbxSetup.RING_SECONDS);
    }

    private void afterLine(Channel leg, String status) {
        String exten = "s-" + status;
        pbx.events().step(leg, INTERNAL, leg.exten(), 4, "Goto", exten + ",1");
        switch (status) {
            case "BUSY" -> tone(leg, exten, "Busy", Causes.BUSY);
            case "CONGESTION" -> tone(leg, exten, "Congestion", Causes.CONGESTION);
            case "CHANUNAVAIL" -> hangup(leg, exten, Causes.ABSENT);
            default -> hangup(leg, exten, Causes.NO_ANSWER);
        }
    }

    /** The caller hears a tone; its phone or carrier takes that as the end. */
    private void tone(Channel leg, String exten, String application, int cause) {
        pbx.events().step(leg, INTERNAL, exten, 1, application, "2");
        pbx.signalling().account(leg, "", application, "2").result(exten.substring(2));
        pbx.signalling().tone(leg);
        pbx.after(1, () -> {
            if (!leg.ended) {
                leg.hangupSource = leg.name;
                leg.techCause = Causes.sip(cause);
                pbx.events().hangupRequest(leg, cause);
                hangup(leg, cause);
            }
        });
    }

    private void hangup(Channel leg, String exten, int cause) {
        pbx.events().step(leg, INTERNAL, exten, 1, "Hangup", Integer.toString(cause));
        pbx.signalling().account(leg, "", "Hangup", Integer.toString(cause));
        leg.hangupSource = "dialplan/builtin";
        hangup(leg, cause);
    }

    private void dialOutside(Channel leg) {
        Events events = pbx.events();
        String context = leg.context();
        String number = leg.exten();
        Dial.Target target = Dial.Target.outside(number);
        events.step(
                leg, context, number, 1, "Set", "CALLERID(num)=" + pbx.setup().mainNumber());
        events.newCallerid(leg, pbx.setup().mainNumber(), leg.callerName());
        events.step(leg, context, number, 2, "Dial", target.data(OUTSIDE_SECONDS));
        new Dial(pbx, leg, target, status -> {
                    int cause = status.equals("BUSY") ? Causes.BUSY : Causes.NO_ANSWER;
                    events.step(leg, context, number, 3, "Hangup", Integer.toString(cause));
                    pbx.signalling()
                            .account(leg, "", "Hangup", Integer.toString(cause))
                            .result(leg.answeredMicros == 0 ? status : "ANSWER");
                    leg.hangupSource = "dialplan/builtin";
                    hangup(leg, cause);
                })
                .start(OUTSIDE_SECONDS);
    }

    private void unallocated(Channel leg) {
        pbx.events().step(leg, leg.context(), leg.exten(), 1, "Hangup", "1");
        pbx.signalling().account(leg, "", "Hangup", "1");
        leg.hangupSource = "dialplan/builtin";
        hangup(leg, Causes.UNALLOCATED);
    }

    void hangup(Channel leg, int cause) {
        leg.journey().endedBy("pbx");
        pbx.events().softHangup(leg);
        if (leg.techCause == 0 && !leg.isLocal()) {
            leg.techCause = Causes.sip(cause);
        }
        pbx.legs().end(leg, cause);
    }
}
