package org.jackfield.device.mqtt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/** The commands that tell devices about calls, as far as each can do something with them. */
record Shows(Commands commands, Displays displays) {
    List<Outgoing> of(Twin twin, Display display, long now) {
        List<Outgoing> told = new ArrayList<>();
        if (twin.can("display")) {
            told.add(commands.display(twin.id(), display, now));
        }
        if (twin.can("ring")) {
            told.add(commands.ring(twin.id(), display, now));
        }
        return told;
    }

    /** What still holds, for a device that is back. */
    List<Outgoing> again(Twin twin, Optional<LineRef> line, long now) {
        return line.map(displays::at).orElse(List.of()).stream()
                .flatMap(display -> of(twin, display, now).stream())
                .toList();
    }
}
