package org.jackfield.device.mqtt.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.DeviceDriver.Display;

/** What each line's displays shall show now, for a phone that comes back. Thread-safe. */
final class Displays {
    private static final int MOST_AT_A_LINE = 16;

    private final Map<LineRef, Map<String, Display>> held = new HashMap<>();

    /** Keeps what is shown of a call; an empty display that does not ring clears it. */
    synchronized void hold(LineRef line, Display display) {
        Map<String, Display> calls = held.computeIfAbsent(line, l -> new LinkedHashMap<>());
        calls.remove(display.call());
        if (!display.first().isEmpty() || !display.second().isEmpty() || display.ringing()) {
            calls.put(display.call(), display);
        }
        if (calls.size() > MOST_AT_A_LINE) {
            calls.remove(calls.keySet().iterator().next());
        }
        held.values().removeIf(Map::isEmpty);
    }

    /** A call is over: no phone shows it again. */
    synchronized void over(String call) {
        held.values().forEach(calls -> calls.remove(call));
        held.values().removeIf(Map::isEmpty);
    }

    /** What the displays at a line show, oldest first. */
    synchronized List<Display> at(LineRef line) {
        return List.copyOf(held.getOrDefault(line, Map.of()).values());
    }
}
