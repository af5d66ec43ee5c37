package org.jackfield.api.device;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.agent.LineRef;

/**
 * A piece of hardware as the server knows it.
 *
 * @param id {@code [a-z0-9-]{1,64}}, equal to its account's name
 * @param line what it serves by the server's registry, never by its own word
 * @param agent who sits there now
 * @param facts the latest value of each facet: {@code hookswitch → offHook}, {@code mute → on}
 */
public record Device(
        String tenant,
        String id,
        Kind kind,
        String vendor,
        String model,
        State state,
        Optional<LineRef> line,
        Optional<String> agent,
        Map<String, String> facts,
        Instant since) {
    public Device {
        facts = Map.copyOf(facts);
    }

    /** What it is. */
    public enum Kind implements Word {
        DESKPHONE,
        HEADSET,
        LIGHT,
        BRIDGE,
        UNKNOWN
    }

    /** Its life, after Homie 5. UNKNOWN while the broker cannot be reached. */
    public enum State implements Word {
        INIT,
        READY,
        SLEEPING,
        DISCONNECTED,
        LOST,
        UNKNOWN
    }
}
