package org.jackfield.api.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recording the PBX made of a call.
 *
 * @param connection id of the connection whose leg was recorded, where that is told
 * @param file its name at the PBX, as far as it is known
 * @param endedAt when it was stopped, or its leg or the call ended
 * @param pauses when nothing was recorded in between
 */
public record Recording(
        Optional<String> connection,
        Optional<String> file,
        Instant startedAt,
        Optional<Instant> endedAt,
        List<Pause> pauses) {
    public Recording {
        pauses = List.copyOf(pauses);
    }

    /** A time without audio, for example while a card number is told. */
    public record Pause(Instant from, Optional<Instant> to) {}
}
