package org.jackfield.pbx.sim.internal.pbx;

import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.wire.Event;
import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** The channel, bridge and dial events, word for word as Asterisk 22 sends them. */
final class Events {
    private final PbxSetup setup;
    private final Timeline time;
    private final Consumer<Event> out;
    private final Message message = new Message();
    private final Message scratch = new Message();

    Events(PbxSetup setup, Timeline time, Consumer<Event> out) {
        this.setup = setup;
        this.time = time;
        this.out = out;
    }

    /** For channels to encode their headers with, while an event is being built. */
    Message scratch() {
        return scratch;
    }

    Message begin(String name, EventClass kind) {
        return message.event(name)
                .header("Privilege", kind.privilege())
                .seconds("Timestamp", time.micros())
                .header("SystemName", setup.systemName());
    }

    void send(String name, EventClass kind) {
        out.accept(new Event(name, kind, message.end()));
    }

    /** An event about one channel that has further headers: begin, add, then {@link #send}. */
    Message about(String name, EventClass kind, Channel leg) {
        return begin(name, kind).raw(leg.headers("", true));
    }

    /** Adds to the event that was begun. */
    void extend(String header, String value) {
        message.header(header, value);
    }

    void channel(String name, Channel leg) {
        about(name, EventClass.CALL, leg);
        send(name, EventClass.CALL);
    }

    /** The dialplan steps to a place and begins an application there. */
    void step(Channel leg, String context, String exten, int priority, String application, String data) {
        leg.at(context, exten, priority);
        leg.application = application;
        leg.applicationData = data;
        newexten(leg, application, data);
    }

    void newexten(Channel leg, String application, String data) {
        if (setup.verbose()) {
            about("Newexten", EventClass.DIALPLAN, leg)
                    .header("Extension", leg.exten())
                    .header("Application", application)
                    .header("AppData", data);
            send("Newexten", EventClass.DIALPLAN);
        }
    }

    /** Sets a variable; the event still shows the headers as they were before. */
    void set(Channel leg, String variable, String value) {
        leg.variable(variable, value);
        varSet(leg, variable, value, false);
    }

    /** Sets a variable; the event already shows it. */
    void setVisibly(Channel leg, String variable, String value) {
        leg.variable(variable, value);
        varSet(leg, variable, value, true);
    }

    void setAll(Channel leg, String value, String... variables) {
        for (String variable : variables) {
            set(leg, variable, value);
        }
    }

    private void varSet(Channel leg, String variable, String value, boolean fresh) {
        if (setup.verbose()) {
            begin("VarSet", EventClass.DIALPLAN)
                    .raw(leg.headers("", fresh))
                    .header("Variable", variable)
                    .header("Value", value);
            send("VarSet", EventClass.DIALPLAN);
        }
    }

    void newstate(Channel leg, ChannelState state) {
        leg.state(state);
        channel("Newstate", leg);
    }

    void newCallerid(Channel leg, String number, String name) {
        leg.caller(number, name);
        newCallerid(leg);
    }

    void newCallerid(Channel leg) {
        about("NewCallerid", EventClass.CALL, leg).header("CID-CallingPres", "0 (Presentation Allowed, Not Screened)");
        send("NewCallerid", EventClass.CALL);
    }

    /** Shows the leg who is at the other side, when that is news. */
    void newConnectedLine(Channel leg, String number, String name) {
        if (!number.equals(leg.connectedNumber()) || !name.equals(leg.connectedName())) {
            leg.connectedTo(number, name);
            channel("NewConnectedLine", leg);
        }
    }

    /** @param caller null when a manager originates the call */
    void dialBegin(Channel caller, Channel dialled, String dialString) {
        dial("DialBegin", caller, dialled).header("DialString", dialString);
        send("DialBegin", EventClass.CALL);
    }

    void dialState(Channel caller, Channel dialled, String status) {
        dial("DialState", caller, dialled).header("DialStatus", status);
        send("DialState", EventClass.CALL);
    }

    void dialEnd(Channel caller, Channel dialled, String status) {
        if (caller != null) {
            caller.dialStatus = status;
        }
        dial("DialEnd", caller, dialled).header("DialStatus", status);
        send("DialEnd", EventClass.CALL);
    }

    private Message dial(String name, Channel caller, Channel dialled) {
        Message dial = begin(name, EventClass.CALL);
        if (caller != null) {
            dial.raw(caller.headers("", true));
        }
        return dial.raw(dialled.headers("Dest", true));
    }

    void bridge(String name, Bridge bridge) {
        bridge.headers(begin(name, EventClass.CALL));
        send(name, EventClass.CALL);
    }

    void bridge(String name, Bridge bridge, Channel leg) {
        bridge.headers(begin(name, EventClass.CALL)).raw(leg.headers("", true));
        send(name, EventClass.CALL);
    }

    /** A request to hang up; the cause is named when one is known. */
    void hangupRequest(Channel leg, int cause) {
        about("HangupRequest", EventClass.CALL, leg);
        if (cause != 0) {
            message.header("Cause", cause);
        }
        techCause(leg);
        send("HangupRequest", EventClass.CALL);
    }

    void softHangup(Channel leg) {
        about("SoftHangupRequest", EventClass.CALL, leg).header("Cause", 16);
        techCause(leg);
        send("SoftHangupRequest", EventClass.CALL);
    }

    void hangup(Channel leg) {
        about("Hangup", EventClass.CALL, leg).header("Cause", leg.cause).header("Cause-txt", Causes.text(leg.cause));
        techCause(leg);
        send("Hangup", EventClass.CALL);
    }

    private void techCause(Channel leg) {
        if (leg.techCause != 0) {
            message.header("TechCause", leg.techCause);
        }
    }
}
