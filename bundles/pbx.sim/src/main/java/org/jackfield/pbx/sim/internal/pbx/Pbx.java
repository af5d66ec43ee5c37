package org.jackfield.pbx.sim.internal.pbx;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.wire.Event;

/**
 * The simulated switch. Phones and people act on their legs through it, managers through {@link Manager}; whoever
 * listens hears the events a real Asterisk would send. Everything but {@link #after}, {@link #post} and {@link #listen}
 * is for the PBX's own thread.
 */
public final class Pbx {
    private static final Logger LOG = System.getLogger(Pbx.class.getName());

    private final PbxSetup setup;
    private final Timeline time;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Party> parties = new HashMap<>();
    private final Map<String, CallQueue> queues = new LinkedHashMap<>();
    private final Map<String, String> globals = new HashMap<>();
    private final Events events;
    private final Devices devices;
    private final Accounts accounts;
    private final Legs legs;
    private final Signalling signalling;
    private final Bridges bridges;
    private final Dialplan dialplan;
    private final long startedMicros;

    public Pbx(PbxSetup setup, Timeline time, long seed) {
        this.setup = setup;
        this.time = time;
        this.startedMicros = time.micros();
        this.events = new Events(setup, time, event -> listeners.forEach(listener -> listener.accept(event)));
        this.devices = new Devices(events);
        this.accounts = new Accounts(events, time, setup.verbose());
        devices.add(PbxSetup.TRUNK, null);
        setup.lines().forEach(line -> devices.add(line.device(), line.number()));
        this.legs = new Legs(this);
        this.signalling = new Signalling(this);
        this.bridges = new Bridges(this, seed);
        setup.queues().forEach(queue -> queues.put(queue.name(), new CallQueue(this, queue)));
        this.dialplan = new Dialplan(this);
    }

    /** Hears every event from now on, on the PBX's thread. */
    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    /** Writes call detail records there, a line each, from now on. */
    public void recordTo(Consumer<String> lines) {
        accounts.writeTo(lines);
    }

    /** Runs a step on the PBX's thread as soon as may be. */
    public void post(Runnable step) {
        after(0, step);
    }

    public Timeline.Timer after(long delayMs, Runnable step) {
        return time.after(delayMs, () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                LOG.log(Level.ERROR, "A step of the simulated PBX failed; its call may hang", fault);
            }
            devices.flush();
        });
    }

    public long micros() {
        return time.micros();
    }

    public long startedMicros() {
        return startedMicros;
    }

    public PbxSetup setup() {
        return setup;
    }

    /** Puts somebody at the end of a device's legs. */
    public void attach(String device, Party party) {
        parties.put(device, party);
    }

    // What people do.

    /** Somebody outside calls one of our numbers. */
    public Channel callIn(String number, String name, String called, Party party, Journey journey) {
        Channel leg = legs.incoming(PbxSetup.TRUNK, number, name, "from-trunk", called);
        leg.party = party;
        leg.follow(journey);
        journey.begun(leg);
        dialplan.run(leg, "from-trunk", called);
        return leg;
    }

    /** A phone dials a number. */
    public Channel callOut(PbxSetup.Line line, String called, Party party, Journey journey) {
        Channel leg = legs.incoming(line.device(), line.number(), line.name(), Dialplan.INTERNAL, called);
        leg.party = party;
        leg.follow(journey);
        journey.begun(leg);
        dialplan.run(leg, Dialplan.INTERNAL, called);
        return leg;
    }

    /** The invited phone rings. */
    public void ringing(Channel leg) {
        if (leg.dialler != null && leg.state() == ChannelState.DOWN) {
            events.newstate(leg, ChannelState.RINGING);
            devices.use(leg);
            devices.touch(leg);
            leg.dialler.ringing(leg);
        }
    }

    public void answer(Channel leg) {
        if (leg.dialler != null) {
            Dialler dialler = leg.dialler;
            leg.dialler = null;
            accounts.cel(leg, "ANSWER");
            signalling.up(leg);
            dialler.answered(leg);
        }
    }

    /** The invited phone says no, with a SIP answer: 486 busy, 603 declined, 503 congestion. */
    public void refuse(Channel leg, int sipCode) {
        if (leg.dialler != null) {
            leg.cause = Causes.ofSip(sipCode);
            leg.techCause = sipCode;
            leg.hangupSource = leg.name;
            events.hangupRequest(leg, leg.cause);
            drop(leg);
        }
    }

    /** The person or phone at this leg hangs up. */
    public void hangup(Channel leg) {
        if (leg.ended) {
            return;
        }
        if (leg.dialler != null) {
            refuse(leg, 603);
            return;
        }
        leg.journey().endedBy(leg.line());
        end(leg, true);
    }

    public void hold(Channel leg) {
        if (leg.bridge != null && !leg.held) {
            bridges.hold(leg, true);
        }
    }

    public void retrieve(Channel leg) {
        if (leg.bridge != null && leg.held) {
            bridges.retrieve(leg, true);
        }
    }

    /** The phone sends its conversation to another extension. */
    public void transfer(Channel leg, String exten) {
        if (leg.bridge != null) {
            new Transfers(this).blind(leg, Dialplan.INTERNAL, exten, Transfers.How.PHONE);
        }
    }

    /** As {@link #transfer}, by feature code and keypad; takes some seconds. */
    public void transferByKeypad(Channel leg, String exten) {
        if (leg.bridge != null) {
            new Transfers(this).byKeypad(leg, exten);
        }
    }

    // What can be asked.

    public Collection<Channel> channels() {
        return legs.all();
    }

    /** By name or uniqueid. */
    public Optional<Channel> channel(String nameOrId) {
        return legs.find(nameOrId);
    }

    public long processedCalls() {
        return legs.processed();
    }

    public Collection<Bridge> openBridges() {
        return bridges.all();
    }

    public Optional<Bridge> openBridge(String id) {
        return bridges.find(id);
    }

    public Collection<CallQueue> queues() {
        return queues.values();
    }

    public Optional<CallQueue> queue(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    public Devices devices() {
        return devices;
    }

    public boolean isLine(String exten) {
        return hasPhone("PJSIP/" + exten);
    }

    /** The phone at a device, if there is one. */
    public Optional<Party> phone(String device) {
        return hasPhone(device) ? Optional.ofNullable(parties.get(device)) : Optional.empty();
    }

    // For the parts of the PBX.

    boolean hasPhone(String device) {
        return !device.equals(PbxSetup.TRUNK) && parties.containsKey(device);
    }

    Party party(String device) {
        return parties.get(device);
    }

    Map<String, String> globals() {
        return globals;
    }

    Events events() {
        return events;
    }

    Accounts accounts() {
        return accounts;
    }

    Signalling signalling() {
        return signalling;
    }

    Legs legs() {
        return legs;
    }

    Bridges bridges() {
        return bridges;
    }

    Dialplan dialplan() {
        return dialplan;
    }

    /** Ends a leg in the way that fits what it is doing; the cause is set already when it refuses. */
    void drop(Channel leg) {
        if (leg.dialler != null) {
            Dialler dialler = leg.dialler;
            leg.dialler = null;
            dialler.refused(leg);
        } else {
            end(leg, false);
        }
    }

    private void end(Channel leg, boolean asked) {
        if (leg.running != null) {
            leg.running.callerGone(asked);
        } else if (leg.bridge != null) {
            leg.bridge.other(leg).running.peerGone(leg, asked);
        } else {
            if (asked) {
                leg.hangupSource = leg.name;
                events.hangupRequest(leg, Causes.NORMAL);
            }
            events.softHangup(leg);
            legs.end(leg, Causes.NORMAL);
        }
    }
}
