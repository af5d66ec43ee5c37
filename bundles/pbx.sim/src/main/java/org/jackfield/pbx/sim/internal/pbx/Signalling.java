package org.jackfield.pbx.sim.internal.pbx;

import org.jackfield.pbx.sim.internal.wire.EventClass;

/** What several applications do to a leg. */
final class Signalling {
    private final Pbx pbx;
    private int localPairs;

    Signalling(Pbx pbx) {
        this.pbx = pbx;
    }

    void invite(Channel leg) {
        if (leg.party != null) {
            pbx.post(() -> {
                if (!leg.ended) {
                    leg.party.invited(leg);
                }
            });
        }
    }

    Channel dialLocal(Channel caller, String line, Dialler dialler) {
        return LocalPair.dial(pbx, caller, line, dialler, localPairs++);
    }

    void up(Channel leg) {
        leg.answeredMicros = pbx.micros();
        pbx.events().newstate(leg, ChannelState.UP);
        pbx.devices().use(leg);
        pbx.devices().touch(leg);
    }

    /** A busy or congestion tone. */
    void tone(Channel leg) {
        pbx.events().newstate(leg, ChannelState.BUSY);
        pbx.devices().use(leg);
        pbx.devices().touch(leg);
    }

    void showConnected(Channel caller, Channel dialled) {
        pbx.events().newConnectedLine(caller, dialled.callerNumber(), dialled.callerName());
        if (caller.pair != null) {
            caller.pair.connected(dialled);
        }
    }

    void talkTimes(Channel caller, long talkedMicros) {
        long talked = talkedMicros / 1000;
        long dialled = (pbx.micros() - caller.createdMicros) / 1000;
        pbx.events().set(caller, "ANSWEREDTIME", Long.toString(talked / 1000));
        pbx.events().set(caller, "ANSWEREDTIME_MS", Long.toString(talked));
        pbx.events().set(caller, "DIALEDTIME", Long.toString(dialled / 1000));
        pbx.events().set(caller, "DIALEDTIME_MS", Long.toString(dialled));
    }

    Cdr account(Channel caller, String destination, String application, String data) {
        boolean up = caller.state() == ChannelState.UP;
        Cdr cdr = new Cdr(destination, application, data, pbx.micros(), up ? pbx.micros() : 0);
        caller.cdrs.add(cdr);
        return cdr;
    }

    void musicStart(Channel leg) {
        pbx.accounts().cel(leg, "STREAM_BEGIN", "", "{\"class\":\"default\"}");
        pbx.events().about("MusicOnHoldStart", EventClass.CALL, leg).header("Class", "default");
        pbx.events().send("MusicOnHoldStart", EventClass.CALL);
    }

    void musicStop(Channel leg) {
        pbx.accounts().cel(leg, "STREAM_END");
        pbx.events().channel("MusicOnHoldStop", leg);
    }
}
