package org.jackfield.pbx.sim.internal.pbx;

import org.jackfield.pbx.sim.internal.wire.EventClass;

/**
 * A Local channel that is not optimised away, as FreePBX reaches its queue members: the queue dials the first half, the
 * second half runs a dialplan that dials the member's phone.
 */
final class LocalPair {
    private static final String CONTEXT = "from-queue";
    private static final int RING_SECONDS = 15;

    private final Pbx pbx;
    private final Channel caller;
    private final Channel one;
    private final Channel two;
    private final String line;

    private LocalPair(Pbx pbx, Channel caller, String line, int number) {
        this.pbx = pbx;
        this.caller = caller;
        this.line = line;
        String device = "Local/" + line + "@" + CONTEXT;
        String name = device + "-" + Legs.hex(number);
        one = pbx.legs().half(name + ";1", device, caller.linkedid, ChannelState.DOWN, CONTEXT, line);
        two = pbx.legs().half(name + ";2", device, caller.linkedid, ChannelState.RING, CONTEXT, line);
        one.pair = this;
        two.pair = this;
        one.follow(caller.journey());
        two.follow(caller.journey());
    }

    /** Makes both halves; the first is the leg the queue dials. */
    static Channel dial(Pbx pbx, Channel caller, String line, Dialler dialler, int number) {
        LocalPair pair = new LocalPair(pbx, caller, line, number);
        pair.one.dialler = dialler;
        pair.introduce();
        return pair.one;
    }

    private void introduce() {
        Events events = pbx.events();
        String dialString = line + "@" + CONTEXT + "/n";
        if (caller.connectedNumber().isEmpty()) {
            one.caller(caller.dnid, "");
        } else {
            one.caller(caller.connectedNumber(), caller.connectedName());
        }
        one.application = "AppQueue";
        one.applicationData = "(Outgoing Line)";
        events.newexten(one, "AppQueue", "(Outgoing Line)");
        events.newCallerid(one);
        one.at(CONTEXT, caller.exten(), 1);
        one.connectedTo(caller.callerNumber(), caller.callerName());
        events.newexten(one, "AppQueue", "(Outgoing Line)");
        events.channel("NewConnectedLine", one);
        events.set(one, "DIALEDPEERNUMBER", dialString);
        events.set(two, "DIALEDPEERNUMBER", dialString);
        two.ani = caller.callerNumber();
        two.caller(caller.callerNumber(), caller.callerName());
        two.connectedTo(one.callerNumber(), one.callerName());
        events.newCallerid(two);
        events.channel("NewConnectedLine", two);
        events.begin("LocalBridge", EventClass.CALL)
                .raw(one.headers("LocalOne", true))
                .raw(two.headers("LocalTwo", true))
                .header("Context", CONTEXT)
                .header("Exten", line)
                .header("LocalOptimization", "No");
        events.send("LocalBridge", EventClass.CALL);
    }

    /** The second half dials the phone. */
    void run() {
        pbx.events().step(two, CONTEXT, line, 1, "Set", "FROMQ=true");
        pbx.events().set(two, "FROMQ", "true");
        Dial.Target phone = Dial.Target.line(line);
        pbx.events().step(two, CONTEXT, line, 2, "Dial", phone.data(RING_SECONDS));
        new Dial(pbx, two, phone, status -> {
                    pbx.events().step(two, CONTEXT, line, 3, "Hangup", "");
                    pbx.signalling().account(two, "", "Hangup", "").result(status);
                    two.hangupSource = "dialplan/builtin";
                    pbx.dialplan().hangup(two, status.equals("BUSY") ? Causes.BUSY : Causes.NO_ANSWER);
                })
                .start(RING_SECONDS);
    }

    /** What the second half learned about the phone reaches the queue's caller. */
    void connected(Channel phone) {
        pbx.events().newConnectedLine(caller, phone.callerNumber(), phone.callerName());
    }

    void ringing(Channel phone) {
        if (one.dialler == null) {
            return;
        }
        one.caller(phone.callerNumber(), phone.callerName());
        pbx.events().newstate(one, ChannelState.RINGING);
        pbx.events().newCallerid(one);
        pbx.devices().use(one);
        pbx.devices().touch(one);
        one.dialler.ringing(one);
    }

    void answered() {
        if (one.dialler != null) {
            pbx.answer(one);
        }
    }

    /** When one half is gone the other goes too. */
    void ended(Channel half) {
        if (half == one && !two.ended) {
            pbx.events().hangupRequest(two, Causes.NORMAL);
            pbx.drop(two);
        } else if (half == two && !one.ended) {
            pbx.events().set(one, "CHANLOCALSTATUS", two.dialStatus);
            pbx.events().hangupRequest(one, two.cause);
            one.cause = two.cause;
            pbx.drop(one);
        }
    }
}
