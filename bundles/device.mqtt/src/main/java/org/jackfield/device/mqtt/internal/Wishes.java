package org.jackfield.device.mqtt.internal;

import org.jackfield.api.device.Device;

/** Hears what devices ask for. Called while the fleet waits, so it returns at once. */
interface Wishes {
    /** Somebody did something at a device, once. */
    void event(Device device, String event, Payload payload, long now);

    /**
     * A fact of a device is another one now.
     *
     * @param done whether somebody did it; else the device only says how it is
     */
    void fact(Device device, String facet, String value, boolean done, long now);
}
