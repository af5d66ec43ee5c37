package org.jackfield.pbx.sim.internal.pbx;

import java.util.function.Consumer;

/** The application Dial: rings one phone or outside number for a caller and joins the two when it answers. */
final class Dial implements Application, Dialler {
    private static final String[] RESULTS = {
        "DIALSTATUS",
        "DIALEDPEERNUMBER",
        "DIALEDPEERNAME",
        "ANSWEREDTIME",
        "ANSWEREDTIME_MS",
        "DIALEDTIME",
        "DIALEDTIME_MS",
        "RINGTIME",
        "RINGTIME_MS",
        "PROGRESSTIME",
        "PROGRESSTIME_MS"
    };

    /**
     * Whom to dial.
     *
     * @param dialled the number; with {@code @trunk} for the outside
     */
    record Target(String device, String dialled) {
        static Target line(String line) {
            return new Target("PJSIP/" + line, line);
        }

        static Target outside(String number) {
            return new Target(PbxSetup.TRUNK, number + "@trunk");
        }

        String data(int seconds) {
            return "PJSIP/" + dialled + "," + seconds + ",tTkKwWxX";
        }
    }

    private final Pbx pbx;
    private final Channel caller;
    private final Target target;
    private final Consumer<String> unanswered;
    private Channel dialled;
    private Cdr cdr;
    private Timeline.Timer patience;

    /** @param unanswered where the caller's dialplan goes on when there was no conversation; given the dial status */
    Dial(Pbx pbx, Channel caller, Target target, Consumer<String> unanswered) {
        this.pbx = pbx;
        this.caller = caller;
        this.target = target;
        this.unanswered = unanswered;
    }

    void start(int ringSeconds) {
        Events events = pbx.events();
        caller.running = this;
        events.setAll(caller, "", RESULTS);
        pbx.accounts().cel(caller, "APP_START");
        dialled = pbx.legs().outgoing(target.device(), null, caller.linkedid);
        dialled.follow(caller.journey());
        dialled.dialler = this;
        events.set(dialled, "DIALEDPEERNUMBER", target.dialled());
        caller.inherited().forEach((name, value) -> events.set(dialled, name, value));
        dialled.at(dialled.context(), caller.exten(), 1);
        boolean nameless = dialled.callerNumber().isEmpty();
        if (nameless && caller.connectedNumber().isEmpty()) {
            dialled.caller(caller.exten(), "");
        } else if (nameless) {
            dialled.caller(caller.connectedNumber(), caller.connectedName());
        }
        dialled.connectedTo(caller.callerNumber(), caller.callerName());
        dialled.application = "AppDial";
        dialled.applicationData = "(Outgoing Line)";
        events.newexten(dialled, "AppDial", "(Outgoing Line)");
        if (nameless) {
            events.newCallerid(dialled);
        }
        events.channel("NewConnectedLine", dialled);
        events.dialBegin(caller, dialled, target.dialled());
        pbx.signalling().showConnected(caller, dialled);
        cdr = pbx.signalling().account(caller, dialled.name, "Dial", target.data(ringSeconds));
        patience = pbx.after(ringSeconds * 1000L, this::noAnswer);
        pbx.signalling().invite(dialled);
    }

    @Override
    public void ringing(Channel leg) {
        pbx.devices().touch(caller);
        if (caller.pair != null) {
            caller.pair.ringing(leg);
        }
        long took = (pbx.micros() - leg.createdMicros) / 1000;
        pbx.events().set(caller, "RINGTIME", Long.toString(took / 1000));
        pbx.events().set(caller, "RINGTIME_MS", Long.toString(took));
        pbx.events().dialState(caller, leg, "RINGING");
    }

    @Override
    public void answered(Channel leg) {
        Events events = pbx.events();
        patience.cancel();
        boolean early = caller.state() != ChannelState.UP;
        if (early) {
            pbx.accounts().cel(caller, "ANSWER");
        }
        events.set(caller, "DIALSTATUS", "ANSWER");
        events.set(caller, "DIALEDPEERNAME", leg.name);
        events.set(caller, "DIALEDPEERNUMBER", target.dialled());
        leg.at(leg.context(), "", 1);
        events.dialEnd(caller, leg, "ANSWER");
        cdr.answerMicros = pbx.micros();
        cdr.result("ANSWER");
        if (early) {
            pbx.signalling().up(caller);
        }
        pbx.bridges().join(leg, caller, true);
        if (early && caller.pair != null) {
            caller.pair.answered();
        }
    }

    @Override
    public void refused(Channel leg) {
        patience.cancel();
        pbx.events().dialEnd(caller, leg, Causes.dialStatus(leg.cause));
        giveUp(leg.cause == Causes.REJECTED ? "CHANUNAVAIL" : Causes.dialStatus(leg.cause), leg.cause);
    }

    private void noAnswer() {
        if (!dialled.ended && dialled.bridge == null) {
            pbx.events().dialEnd(caller, dialled, "NOANSWER");
            giveUp("NOANSWER", 0);
        }
    }

    private void giveUp(String status, int cause) {
        cdr.result(status);
        cdr.close(caller, pbx.micros());
        pbx.legs().end(dialled, cause);
        finish(status);
        unanswered.accept(status);
    }

    private void finish(String status) {
        caller.running = null;
        pbx.events().setVisibly(caller, "DIALSTATUS", status);
        pbx.accounts().cel(caller, "APP_END");
    }

    @Override
    public void callerGone(boolean asked) {
        if (caller.bridge != null) {
            hungUp(caller, asked);
            return;
        }
        patience.cancel();
        caller.techCause = asked ? 487 : 0;
        int cause = asked ? Causes.INTERWORKING : Causes.NORMAL;
        if (asked) {
            caller.hangupSource = caller.name;
            pbx.events().hangupRequest(caller, cause);
        }
        pbx.events().dialEnd(caller, dialled, "CANCEL");
        finish("CANCEL");
        pbx.events().softHangup(caller);
        pbx.legs().end(caller, cause);
        dialled.techCause = asked ? 500 : 0;
        pbx.legs().end(dialled, cause);
    }

    @Override
    public void peerGone(Channel peer, boolean asked) {
        hungUp(peer, asked);
    }

    private void hungUp(Channel first, boolean asked) {
        Channel peer = caller.bridge.other(caller);
        if (asked) {
            caller.hangupSource = first.name;
            peer.hangupSource = first.name;
            pbx.events().hangupRequest(first, Causes.NORMAL);
        }
        pbx.bridges().part(first);
        pbx.signalling().talkTimes(caller, pbx.micros() - caller.answeredMicros);
        finish("ANSWER");
        pbx.events().softHangup(caller);
        pbx.legs().end(peer, Causes.NORMAL);
        pbx.legs().end(caller, Causes.NORMAL);
    }

    @Override
    public void callerTaken() {
        patience.cancel();
        if (!dialled.ended && dialled.dialler == this) {
            pbx.events().dialEnd(caller, dialled, "CANCEL");
            pbx.legs().end(dialled, 0);
        }
        cdr.close(caller, pbx.micros());
        finish("ANSWER");
    }
}
