package org.jackfield.pbx.sim.internal.pbx;

import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** Sending a conversation's other side elsewhere. */
final class Transfers {
    private static final int DIGIT_MS = 100;
    private static final int DIGIT_EVERY_MS = 240;
    private static final int EXTENSION_AFTER_MS = 1_340;
    private static final int PROMPT_MS = 960;
    private static final String PROMPT = "{\"sound\":\"pbx-transfer\",\"format\":\"gsm\",\"language\":\"en\"}";

    /** How a blind transfer was asked for. */
    enum How {
        /** By a manager's action. */
        MANAGER,
        /** By the phone, with SIP REFER. */
        PHONE,
        /** By a feature code on the keypad. */
        KEYPAD
    }

    private final Pbx pbx;

    Transfers(Pbx pbx) {
        this.pbx = pbx;
    }

    /** The other side of {@code leg} goes to an extension; {@code leg} is released. */
    void blind(Channel leg, String context, String exten, How how) {
        Events events = pbx.events();
        Bridge bridge = leg.bridge;
        Channel peer = bridge.other(leg);
        leg.journey().transferred("blind", leg.line(), exten);
        if (how != How.KEYPAD) {
            events.channel("Unhold", leg);
        }
        events.set(leg, "BLINDTRANSFER", peer.name);
        events.set(peer, "BLINDTRANSFER", leg.name);
        if (how == How.PHONE) {
            events.set(peer, "SIPTRANSFER", "yes");
            pbx.bridges().showPeers(bridge);
            events.set(peer, "SIPREFERRINGCONTEXT", context);
            events.set(peer, "__SIPREFERREDBYHDR", "<sip:" + leg.line() + "@127.0.0.1>");
            events.set(peer, "SIPREFERTOHDR", "sip:" + exten + "@127.0.0.1:5060");
        }
        pbx.bridges().hidePeer(leg);
        pbx.accounts()
                .cel(
                        leg,
                        "BLINDTRANSFER",
                        "",
                        "{\"extension\":\"" + exten + "\",\"context\":\"" + context + "\",\"bridge_id\":\"" + bridge.id
                                + "\",\"transferee_channel_name\":\"" + peer.name
                                + "\",\"transferee_channel_uniqueid\":\"" + peer.uniqueid + "\"}");
        Message message = events.begin("BlindTransfer", EventClass.CALL)
                .header("Result", "Success")
                .raw(leg.headers("Transferer", true))
                .raw(peer.headers("Transferee", true));
        bridge.headers(message)
                .header("IsExternal", how == How.KEYPAD ? "No" : "Yes")
                .header("Context", context)
                .header("Extension", exten);
        events.send("BlindTransfer", EventClass.CALL);
        pbx.bridges().hidePeer(peer);
        move(peer, leg, context, exten, how == How.MANAGER);
    }

    /** A manager sends one channel elsewhere; whoever it talked to is released. No transfer is announced. */
    void redirect(Channel leg, String context, String exten) {
        if (leg.bridge != null) {
            Channel peer = leg.bridge.other(leg);
            leg.journey().transferred("redirect", peer.line(), exten);
            pbx.bridges().hidePeer(leg);
            pbx.bridges().hidePeer(peer);
            move(leg, peer, context, exten, true);
        } else {
            leg.at(context, exten, 1);
            pbx.events().newexten(leg, leg.application, leg.applicationData);
            end(leg);
            pbx.dialplan().resume(leg);
        }
    }

    private void move(Channel moved, Channel released, String context, String exten, boolean movedFirst) {
        moved.at(context, exten, 1);
        pbx.events().newexten(moved, moved.application, moved.applicationData);
        if (movedFirst) {
            pbx.bridges().leave(moved, released);
        } else {
            pbx.bridges().leave(released, moved);
        }
        end(moved);
        end(released);
        pbx.legs().end(released, Causes.NORMAL);
        pbx.dialplan().resume(moved);
    }

    private static void end(Channel leg) {
        if (leg.running != null) {
            leg.running.callerTaken();
        }
    }

    /** Plays the keys of the feature code and of the extension, then transfers. */
    void byKeypad(Channel leg, String exten) {
        Bridge bridge = leg.bridge;
        long at = press(leg, "#1", 0);
        pbx.after(at, () -> {
            if (leg.bridge == bridge) {
                pbx.bridges().hold(leg, false);
                pbx.accounts().cel(leg, "STREAM_BEGIN", "", PROMPT);
                pbx.after(PROMPT_MS, () -> pbx.accounts().cel(leg, "STREAM_END"));
            }
        });
        at = press(leg, exten, at + EXTENSION_AFTER_MS);
        pbx.after(at, () -> {
            if (leg.bridge == bridge) {
                pbx.bridges().retrieve(leg, false);
                blind(leg, "internal", exten, How.KEYPAD);
            }
        });
    }

    private long press(Channel leg, String keys, long from) {
        long at = from;
        for (char key : keys.toCharArray()) {
            pbx.after(at, () -> key(leg, "DTMFBegin", key));
            pbx.after(at + DIGIT_MS, () -> key(leg, "DTMFEnd", key));
            at += DIGIT_EVERY_MS;
        }
        return at - DIGIT_EVERY_MS + DIGIT_MS;
    }

    private void key(Channel leg, String event, char key) {
        if (leg.ended) {
            return;
        }
        pbx.events().about(event, EventClass.DTMF, leg).header("Digit", String.valueOf(key));
        if (event.equals("DTMFEnd")) {
            pbx.events().extend("DurationMs", "120");
        }
        pbx.events().extend("Direction", "Received");
        pbx.events().send(event, EventClass.DTMF);
        if (event.equals("DTMFEnd")) {
            pbx.accounts().cel(leg, "DTMF", "", "{\"digit\":\"" + key + "\",\"duration_ms\":120}");
        }
    }
}
