package org.jackfield.pbx.sim.internal.pbx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.wire.EventClass;

/**
 * The states of phones, trunk and queues. Changes are announced at the end of a step, as Asterisk announces them on
 * another path than the channel events.
 */
public final class Devices {

    /** One device and how many of its legs are in which state. */
    public static final class Device {
        private final String name;
        private final String hint;
        private final int[] legs = new int[DeviceState.values().length];
        private final List<Consumer<DeviceState>> watchers = new ArrayList<>(2);
        private DeviceState announced = DeviceState.NOT_INUSE;
        private boolean touched;

        private Device(String name, String hint) {
            this.name = name;
            this.hint = hint;
        }

        public String name() {
            return name;
        }

        /** The extension whose hint shows this device, or null. */
        public String hint() {
            return hint;
        }

        public DeviceState state() {
            return announced;
        }

        public int legs() {
            int sum = 0;
            for (int count : legs) {
                sum += count;
            }
            return sum;
        }

        private DeviceState now() {
            boolean inUse = legs[DeviceState.INUSE.ordinal()] > 0;
            boolean onHold = legs[DeviceState.ONHOLD.ordinal()] > 0;
            if (legs[DeviceState.RINGING.ordinal()] > 0) {
                return inUse || onHold ? DeviceState.RINGINUSE : DeviceState.RINGING;
            }
            if (inUse) {
                return DeviceState.INUSE;
            }
            if (onHold) {
                return DeviceState.ONHOLD;
            }
            return legs[DeviceState.BUSY.ordinal()] > 0 ? DeviceState.BUSY : DeviceState.NOT_INUSE;
        }
    }

    private final Events events;
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<Channel, DeviceState> uses = new LinkedHashMap<>();
    private final List<Device> touched = new ArrayList<>();

    Devices(Events events) {
        this.events = events;
    }

    void add(String name, String hint) {
        devices.put(name, new Device(name, hint));
    }

    public Device device(String name) {
        return devices.computeIfAbsent(name, unknown -> new Device(unknown, null));
    }

    public Collection<Device> all() {
        return devices.values();
    }

    /** Tells of every announced change of a device. */
    void watch(String name, Consumer<DeviceState> watcher) {
        device(name).watchers.add(watcher);
    }

    /** Counts a leg; what it means for the device is announced with the next touch. */
    void use(Channel leg) {
        DeviceState use =
                switch (leg.state()) {
                    case DOWN -> DeviceState.NOT_INUSE;
                    case RING -> DeviceState.INUSE;
                    case RINGING -> leg.isLocal() ? DeviceState.INUSE : DeviceState.RINGING;
                    case BUSY -> DeviceState.BUSY;
                    case UP ->
                        leg.bridge != null && leg.bridge.other(leg).held ? DeviceState.ONHOLD : DeviceState.INUSE;
                };
        DeviceState before = uses.put(leg, use);
        Device device = device(leg.device);
        if (before != null) {
            device.legs[before.ordinal()]--;
        }
        device.legs[use.ordinal()]++;
    }

    void forget(Channel leg) {
        DeviceState before = uses.remove(leg);
        if (before != null) {
            device(leg.device).legs[before.ordinal()]--;
        }
        touch(leg);
    }

    void touch(Channel leg) {
        Device device = device(leg.device);
        if (!device.touched) {
            device.touched = true;
            touched.add(device);
        }
    }

    /** A state that is not the sum of legs, such as a queue's. */
    void announce(String name, DeviceState state) {
        Device device = device(name);
        if (device.announced != state) {
            device.announced = state;
            change(device);
        }
    }

    void flush() {
        for (int i = 0; i < touched.size(); i++) {
            Device device = touched.get(i);
            device.touched = false;
            DeviceState state = device.now();
            if (state != device.announced) {
                device.announced = state;
                if (device.hint != null) {
                    events.begin("ExtensionStatus", EventClass.CALL)
                            .header("Exten", device.hint)
                            .header("Context", "internal")
                            .header("Hint", device.name)
                            .header("Status", state.hintStatus())
                            .header("StatusText", state.hintText());
                    events.send("ExtensionStatus", EventClass.CALL);
                }
                device.watchers.forEach(watcher -> watcher.accept(state));
                change(device);
            }
        }
        touched.clear();
    }

    private void change(Device device) {
        events.begin("DeviceStateChange", EventClass.CALL)
                .header("Device", device.name)
                .header("State", device.announced.name());
        events.send("DeviceStateChange", EventClass.CALL);
    }
}
