package org.jackfield.device.mqtt.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.device.Device;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/**
 * One agent's phone and headset mute together, and one of them decides: the headset while it is worn, else the phone.
 * What its key does is told to the others; another's key is a wish to it. A device that only says how it is after a
 * start is told how it shall be, so no two ever answer each other for long.
 */
final class Muting {
    private final Commands commands;

    Muting(Commands commands) {
        this.commands = commands;
    }

    /**
     * A device's microphone is another way now.
     *
     * @param pressed whether somebody did it
     * @param all the agent's devices that are there, that one included
     */
    List<Outgoing> changed(Device device, boolean muted, boolean pressed, List<Device> all, long now) {
        Optional<Device> owner = owner(all);
        if (owner.isEmpty()) {
            return List.of();
        }
        Device decides = owner.get();
        List<Outgoing> told = new ArrayList<>();
        if (device.id().equals(decides.id())) {
            for (Device other : all) {
                if (!other.id().equals(decides.id()) && microphone(other) && muted(other) != muted) {
                    told.add(commands.mute(other.id(), muted, decides.id(), now));
                }
            }
        } else if (pressed && muted(decides) != muted) {
            told.add(commands.mute(decides.id(), muted, decides.id(), now));
        } else if (!pressed && muted(decides) != muted) {
            told.add(commands.mute(device.id(), muted(decides), decides.id(), now));
        }
        return told;
    }

    /** Whose key decides; nobody's while fewer than two have one. */
    static Optional<Device> owner(List<Device> all) {
        List<Device> able = all.stream().filter(Muting::microphone).toList();
        return able.size() < 2
                ? Optional.empty()
                : able.stream()
                        .min(Comparator.<Device>comparingInt(d -> worn(d) ? 0 : 1)
                                .thenComparingInt(d -> d.kind() == Device.Kind.DESKPHONE ? 0 : 1)
                                .thenComparing(Device::id));
    }

    private static boolean worn(Device device) {
        return device.kind() == Device.Kind.HEADSET
                && !"off".equals(device.facts().get("worn"));
    }

    private static boolean microphone(Device device) {
        return device.facts().containsKey("mute");
    }

    private static boolean muted(Device device) {
        return "on".equals(device.facts().get("mute"));
    }
}
