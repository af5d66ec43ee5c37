package org.jackfield.device.push.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.api.device.Enrolment;

/** The phones heard of, and what their lines' screens show. Thread-safe; time comes in. */
final class Phones {
    /** A phone that repeats itself at once, or somebody who replays it, changes nothing. */
    private static final long REPLAY_MS = 1_000;

    private static final int MOST_CALLS_A_LINE = 16;

    private final Function<LineRef, Optional<String>> agentAt;
    private final Consumer<Device> changed;
    private final Map<String, Device> heard = new HashMap<>();
    private final Map<String, Last> last = new HashMap<>();
    private final Map<LineRef, Map<String, Display>> shown = new HashMap<>();

    private record Last(String word, long at) {}

    Phones(Function<LineRef, Optional<String>> agentAt, Consumer<Device> changed) {
        this.agentAt = agentAt;
        this.changed = changed;
    }

    /** A phone called one of its URLs. */
    synchronized void reported(Enrolment phone, String vendor, String word, Reported report, Instant at, long now) {
        Last before = last.put(phone.device(), new Last(word, now));
        if (before != null && before.word().equals(word) && now - before.at() < REPLAY_MS) {
            return;
        }
        Optional<Device> known = Optional.ofNullable(heard.get(phone.device()));
        Map<String, String> facts = new HashMap<>(known.map(Device::facts).orElse(Map.of()));
        report.fact().ifPresent(fact -> facts.put(fact.getKey(), fact.getValue()));
        Optional<LineRef> line = phone.lines().stream().findFirst();
        Device next = new Device(
                phone.tenant(),
                phone.device(),
                Device.Kind.DESKPHONE,
                vendor,
                "",
                report.state(),
                line,
                phone.agent().or(() -> line.flatMap(agentAt)),
                facts,
                known.filter(k -> k.state() == report.state())
                        .map(Device::since)
                        .orElse(at));
        heard.put(phone.device(), next);
        if (known.filter(next::equals).isEmpty()) {
            changed.accept(next);
        }
    }

    synchronized Collection<Device> all() {
        return List.copyOf(heard.values());
    }

    /** What a line's phones show; an empty display clears it. @return how many phones are there to see it */
    synchronized int show(LineRef line, Display display) {
        Map<String, Display> calls = shown.computeIfAbsent(line, l -> new LinkedHashMap<>());
        calls.remove(display.call());
        if (!display.first().isEmpty() || !display.second().isEmpty()) {
            calls.put(display.call(), display);
        }
        if (calls.size() > MOST_CALLS_A_LINE) {
            calls.remove(calls.keySet().iterator().next());
        }
        shown.values().removeIf(Map::isEmpty);
        return (int) heard.values().stream()
                .filter(d -> d.state() == Device.State.READY
                        && d.line().filter(line::equals).isPresent())
                .count();
    }

    /** The latest call that a phone's first line shows. */
    synchronized Optional<Display> screen(Enrolment phone) {
        return phone.lines().stream()
                .findFirst()
                .map(line -> shown.getOrDefault(line, Map.of()))
                .flatMap(calls -> calls.values().stream().reduce((a, b) -> b));
    }
}
